package dev.dizhtime.portal.design.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class AmountsTest {
  @Test
  void readsAmountsAsPeopleTypeThem() {
    assertThat(Amounts.minor("20", "USD")).contains(2_000L);
    assertThat(Amounts.minor(" 12,5 ", "USD")).contains(1_250L);
    assertThat(Amounts.minor("12.50", "USD")).contains(1_250L);
    assertThat(Amounts.minor("1200", "JPY")).contains(1_200L);
  }

  @Test
  void refusesWhatIsNoAmount() {
    for (String typed : List.of("", "-1", "1e9", "1.005", "1,000.00", "0x10", "99999999999999")) {
      assertThat(Amounts.minor(typed, "USD")).as(typed).isEmpty();
    }
    assertThat(Amounts.minor("1.5", "JPY")).isEmpty();
    assertThat(Amounts.minor("1", "nothing")).isEmpty();
  }
}
