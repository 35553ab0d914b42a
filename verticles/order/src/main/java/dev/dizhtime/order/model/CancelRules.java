package dev.dizhtime.order.model;

import dev.dizhtime.contracts.Money;

/** Whether a customer may call an order off, and what that costs. */
public final class CancelRules {
  private CancelRules() {}

  /** Until a driver has it. */
  public static boolean possible(Order order) {
    return switch (order.state()) {
      case PLACED, SCHEDULED, FUNDS_RESERVED, ACCEPTED, PREPARING, READY -> true;
      default -> false;
    };
  }

  /** The customer's part of the price of changing one's mind; nothing where there is no hold. */
  public static Money cost(Order order, SagaRules rules) {
    return order.terms().cash()
        ? Money.zero(order.terms().charges().items().currency())
        : Payout.cancelled(order, rules).amount();
  }
}
