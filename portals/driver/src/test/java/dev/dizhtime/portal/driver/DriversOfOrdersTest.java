package dev.dizhtime.portal.driver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dizhtime.contracts.OrderId;
import dev.dizhtime.contracts.RestaurantId;
import dev.dizhtime.contracts.TaskId;
import dev.dizhtime.contracts.UserId;
import dev.dizhtime.contracts.delivery.DeliveryCancelled;
import dev.dizhtime.contracts.delivery.DeliveryOffered;
import dev.dizhtime.contracts.order.OrderReady;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class DriversOfOrdersTest {
  private static final UserId ADA = user(1);
  private static final UserId BOB = user(2);

  private final DriversOfOrders drivers = new DriversOfOrders();

  @Test
  void remembersWhoHasTheOrderForEventsThatDoNotSay() {
    assertThat(drivers.concernedBy(ready(7))).isEmpty();
    assertThat(drivers.concernedBy(offered(7, ADA))).containsExactly(ADA.toString());
    assertThat(drivers.concernedBy(ready(7))).containsExactly(ADA.toString());
    assertThat(drivers.concernedBy(cancelled(7))).containsExactly(ADA.toString());
    assertThat(drivers.concernedBy(ready(8))).isEmpty();
  }

  @Test
  void tellsTheOneWhoLosesAnOfferToo() {
    drivers.concernedBy(offered(7, ADA));
    assertThat(drivers.concernedBy(offered(7, BOB)))
        .containsExactlyInAnyOrder(ADA.toString(), BOB.toString());
    assertThat(drivers.concernedBy(ready(7))).containsExactly(BOB.toString());
  }

  @Test
  void forgetsTheOldestOrderWhenThereAreTooMany() {
    for (int order = 0; order <= DriversOfOrders.MAX_REMEMBERED; order++) {
      drivers.concernedBy(offered(order, ADA));
    }
    assertThat(drivers.concernedBy(ready(0))).isEmpty();
    assertThat(drivers.concernedBy(ready(1))).isNotEmpty();
  }

  private static DeliveryOffered offered(int order, UserId driver) {
    return new DeliveryOffered(task(order), order(order), driver, Instant.EPOCH, Instant.EPOCH);
  }

  private static DeliveryCancelled cancelled(int order) {
    return new DeliveryCancelled(task(order), order(order), "rejected", Instant.EPOCH);
  }

  private static OrderReady ready(int order) {
    return new OrderReady(
        order(order), user(3), new RestaurantId(new UUID(1, 1)), user(4), Instant.EPOCH);
  }

  private static OrderId order(int number) {
    return new OrderId(new UUID(0, number));
  }

  private static TaskId task(int number) {
    return new TaskId(new UUID(9, number));
  }

  private static UserId user(int number) {
    return new UserId(new UUID(5, number));
  }
}
