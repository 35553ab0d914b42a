package dev.dizhtime.local.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dizhtime.runtime.json.Json;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BookingsTest {
  private final Bookings bookings = new Bookings();
  private int messages;

  private void tell(String what, String task, String driver, int second) {
    tell("message-" + messages++, what, task, driver, second);
  }

  private void tell(String id, String what, String task, String driver, int second) {
    var event =
        Json.STRICT.valueToTree(
            Map.of(
                "taskId",
                task,
                "driverId",
                driver,
                "at",
                Instant.ofEpochSecond(second).toString()));
    bookings.take(id, "dizhtime.delivery." + what + ".v1", event);
  }

  @Test
  void seesADriverWithTwoTasksAtOnce() {
    tell("assigned", "a", "dora", 1);
    tell("assigned", "b", "dora", 2);
    tell("delivered", "a", "dora", 3);
    assertThat(bookings.doubles()).containsExactly("driver dora had tasks a and b at once");
  }

  @Test
  void letsADriverTakeOneTaskAfterTheOther() {
    tell("assigned", "a", "dora", 1);
    tell("delivered", "a", "dora", 2);
    tell("assigned", "b", "dora", 2);
    tell("unassigned", "b", "dora", 3);
    tell("assigned", "b", "ed", 4);
    tell("assigned", "c", "dora", 4);
    assertThat(bookings.doubles()).isEmpty();
  }

  @Test
  void takesARepeatedEventOnce() {
    tell("same", "assigned", "a", "dora", 1);
    tell("delivered", "a", "dora", 2);
    tell("assigned", "b", "dora", 3);
    tell("same", "assigned", "a", "dora", 1);
    assertThat(bookings.doubles()).isEmpty();
  }
}
