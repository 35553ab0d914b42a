package dev.dizhtime.order.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dizhtime.contracts.order.CancelledBy;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Thousands of orders on random paths. Whatever happened, each comes to an end by deadlines alone,
 * and its money is where the end says. A path that fails names its seed.
 */
class SagaModelTest {
  private static final int WALKS = 20_000;
  private static final long TOTAL = 2_748;
  private static final long RESTAURANT_SHARE = 1_701;
  private static final long DRIVER_SHARE = 319 + 250;

  @Test
  void everyPathEndsAndTheMoneyIsRight() {
    Set<OrderState> ends = EnumSet.noneOf(OrderState.class);
    Set<Funds> funds = EnumSet.noneOf(Funds.class);
    for (long seed = 0; seed < WALKS; seed++) {
      RandomWalk walk = new RandomWalk(seed);
      Order order = walk.walk();
      check(order, walk, "seed " + seed + "\n" + String.join("\n", walk.log));
      ends.add(order.state());
      funds.add(order.funds());
    }
    // The walk would prove little if it did not come to all ends.
    assertThat(ends)
        .containsExactlyInAnyOrder(
            OrderState.SETTLED,
            OrderState.REJECTED,
            OrderState.CANCELLED,
            OrderState.FAILED,
            OrderState.UNDELIVERED);
    assertThat(funds)
        .containsExactlyInAnyOrder(
            Funds.CAPTURED, Funds.RELEASED, Funds.REFUSED, Funds.WRITTEN_OFF);
  }

  private static void check(Order order, RandomWalk walk, String path) {
    FakeWallet wallet = walk.wallet;
    assertThat(walk.quiet()).as("quiet, %s", path).isTrue();
    assertThat(order.state().terminal()).as("at an end, %s", path).isTrue();
    assertThat(order.open()).as("nothing to come, %s", path).isFalse();
    assertThat(wallet.holds()).as("nothing held, %s", path).isFalse();
    assertThat(wallet.captures())
        .as("captured or not, once, %s", path)
        .isEqualTo(order.funds() == Funds.CAPTURED ? 1 : 0);
    assertThat(
            wallet.customerMinor
                + wallet.restaurantMinor
                + wallet.driverMinor
                + wallet.platformMinor)
        .as("nothing made or lost, %s", path)
        .isZero();
    assertThat(-wallet.customerMinor).as("paid, %s", path).isEqualTo(due(order));
    assertThat(wallet.restaurantMinor).as("restaurant, %s", path).isIn(restaurant(order));
    assertThat(wallet.driverMinor).as("driver, %s", path).isBetween(0L, DRIVER_SHARE);
  }

  /** What the customer has paid in the end, refunds taken off. */
  private static long due(Order order) {
    long refunded =
        order.purse().refunds().stream()
            .filter(each -> each.reason().equals("cold"))
            .mapToLong(each -> each.amount().amountMinor())
            .sum();
    return switch (order.state()) {
      case SETTLED -> order.funds() == Funds.CAPTURED ? TOTAL - refunded : 0;
      case UNDELIVERED -> order.funds() == Funds.CAPTURED ? TOTAL - 250 - refunded : 0;
      case CANCELLED ->
          order.funds() == Funds.CAPTURED && order.cancellation().cost().amountMinor() > 0
              ? order.cancellation().cost().amountMinor() - refunded
              : 0;
      default -> 0;
    };
  }

  /** What the restaurant may have got: never more than its share, never both cost and share. */
  private static Set<Long> restaurant(Order order) {
    return switch (order.state()) {
      case SETTLED, UNDELIVERED -> Set.of(RESTAURANT_SHARE);
      case REJECTED -> Set.of(0L);
      case CANCELLED ->
          order.cancellation().by() == CancelledBy.RESTAURANT
              ? Set.of(0L)
              : Set.of(0L, SagaRules.USUAL.cancelFeeMinor(), RESTAURANT_SHARE);
      default -> Set.of(0L, RESTAURANT_SHARE);
    };
  }
}
