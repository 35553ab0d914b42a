package dev.dizhtime.order.model;

import static dev.dizhtime.order.model.Transition.ignore;
import static dev.dizhtime.order.model.Transition.move;
import static dev.dizhtime.order.model.Transition.refuse;

import dev.dizhtime.contracts.MenuItemId;
import dev.dizhtime.contracts.order.CancelledBy;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/** What the restaurant does with an order, and the customer's second thoughts meanwhile. */
record KitchenStage(Order order, SagaRules rules, Instant now) {
  static final String SOLD_OUT = "ITEM_SOLD_OUT";
  static final String CLOSED = "RESTAURANT_CLOSED";
  static final String BY_CUSTOMER = "CUSTOMER_CANCELLED";

  private OrderMessages say() {
    return new OrderMessages(order, now);
  }

  /** What is counted is not cooked before it is known to be there: others may be faster. */
  Transition accepts() {
    if (order.state() == OrderState.FUNDS_RESERVED && order.stockAwaited()) {
      return new Transition.Refused(
          Transition.Refused.Kind.NOT_YET,
          "It is still being looked whether there is enough left; try again in a moment");
    }
    return order.state() == OrderState.FUNDS_RESERVED
        ? move(order.in(OrderState.ACCEPTED), say().accepted(), say().requestDelivery())
        : refuse(order, "accepted");
  }

  Transition prepares() {
    return order.state() == OrderState.ACCEPTED
        ? move(order.in(OrderState.PREPARING), say().preparing())
        : refuse(order, "put in preparation");
  }

  /** What needs no preparation may be ready as soon as it is accepted. */
  Transition isReady() {
    return switch (order.state()) {
      case ACCEPTED, PREPARING -> move(order.in(OrderState.READY), say().ready());
      default -> refuse(order, "marked ready");
    };
  }

  Transition rejects(String reason, List<MenuItemId> itemIds) {
    return switch (order.state()) {
      case SCHEDULED, FUNDS_RESERVED -> new Ending(order, now).rejected(reason);
      case ACCEPTED, PREPARING, READY ->
          new Ending(order, now)
              .cancelled(CancelledBy.RESTAURANT, itemIds.isEmpty() ? reason : SOLD_OUT, List.of());
      default -> refuse(order, "rejected");
    };
  }

  Transition stockTaken() {
    return order.state() == OrderState.FUNDS_RESERVED && order.stockAwaited()
        ? move(order.awaitingStock(false))
        : ignore("nobody waits for that");
  }

  Transition soldOut(List<MenuItemId> itemIds) {
    return switch (order.state()) {
      case PLACED, SCHEDULED, FUNDS_RESERVED -> new Ending(order, now).rejected(SOLD_OUT);
      case ACCEPTED, PREPARING, READY ->
          new Ending(order, now).cancelled(CancelledBy.RESTAURANT, SOLD_OUT, List.of());
      default ->
          ignore(
              "the order has left the restaurant without "
                  + itemIds.stream().map(MenuItemId::toString).collect(Collectors.joining(", ")));
    };
  }

  Transition closed() {
    return order.state() == OrderState.FUNDS_RESERVED
        ? new Ending(order, now).rejected(CLOSED)
        : ignore("the order does not wait for the restaurant's answer");
  }

  /** Cancelling twice is cancelling once. */
  Transition cancels(String reason, long maxCostMinor) {
    if (order.cancellation() != null && order.cancellation().by() == CancelledBy.CUSTOMER) {
      return ignore("it is cancelled");
    }
    if (!CancelRules.possible(order)) {
      return refuse(order, "cancelled");
    }
    Capture cost = Payout.cancelled(order, rules);
    long costMinor = CancelRules.cost(order, rules).amountMinor();
    if (costMinor > maxCostMinor) {
      return new Transition.Refused(
          Transition.Refused.Kind.COST,
          "Cancelling costs %d by now, more than %d".formatted(costMinor, maxCostMinor));
    }
    return new Ending(order, now).cancelledByCustomer(reason == null ? BY_CUSTOMER : reason, cost);
  }
}
