package dev.dizhtime.local.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the judge makes of orders for later, of which a restaurant may know ten seconds before. */
class AppointmentsTest {
  private static final Duration AHEAD = Duration.ofSeconds(10);

  @Test
  void askingInTimeOrNeverIsRight() {
    assertThat(early(List.of(), "a", "60000000", "50000000")).isEmpty();
    assertThat(early(List.of(), "a", "60000000", "")).isEmpty();
  }

  @Test
  void askingBeforeTheTimeIsEarly() {
    assertThat(early(List.of(), "a", "60000000", "49999999"))
        .containsExactly("restaurant was asked before its time about order: a");
  }

  @Test
  void whatIsKeptForThePromisedTimeIsRight() {
    assertThat(early(List.of(promised("a", 60)), "a", "60000400", "")).isEmpty();
  }

  @Test
  void whatIsKeptForAnotherTimeOrForNoneIsFound() {
    var promised = List.of(promised("a", 60));
    assertThat(early(promised, "a", "61000000", "51000000"))
        .containsExactly("order a was for 1970-01-01T00:01:00Z");
    assertThat(early(promised, "b", "60000000", "")).hasSize(1);
  }

  private static Acknowledged.Order promised(String orderId, int second) {
    return new Acknowledged.Order(orderId, "anna", 0, Instant.ofEpochSecond(second));
  }

  private static List<String> early(List<Acknowledged.Order> promised, String... row) {
    return Appointments.of(promised, List.of(List.of(row))).early(AHEAD);
  }
}
