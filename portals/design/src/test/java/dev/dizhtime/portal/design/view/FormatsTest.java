package dev.dizhtime.portal.design.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dizhtime.contracts.Money;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class FormatsTest {
  private final Formats formats = new Formats();

  @Test
  void writesEachCurrencyWithItsOwnDecimals() {
    assertThat(formats.money(new Money(1205, "USD"))).isEqualTo("USD 12.05");
    assertThat(formats.money(new Money(1205, "JPY"))).isEqualTo("JPY 1205");
    assertThat(formats.money(new Money(5, "QQQ"))).isEqualTo("QQQ 0.05");
    assertThat(formats.money(-250, "USD")).isEqualTo("-USD 2.50");
    assertThat(formats.money(null)).isEmpty();
  }

  @Test
  void writesDistancesAsPeopleSayThem() {
    assertThat(formats.distance(347.0)).isEqualTo("350 m");
    assertThat(formats.distance(2_449.0)).isEqualTo("2.4 km");
    assertThat(formats.distance(null)).isEmpty();
  }

  @Test
  void writesTimesInUtc() {
    assertThat(formats.time(Instant.parse("2026-03-04T05:06:07.890Z")))
        .isEqualTo("4 Mar 05:06:07 UTC");
  }

  @Test
  void knowsATonesForStatesThatAreNewerThanItself() {
    assertThat(formats.tone("SETTLED")).isEqualTo("good");
    assertThat(formats.tone("SOMETHING_NEW")).isEqualTo("waiting");
    assertThat(formats.tone(null)).isEqualTo("waiting");
  }
}
