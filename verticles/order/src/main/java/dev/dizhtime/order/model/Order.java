package dev.dizhtime.order.model;

import dev.dizhtime.contracts.OrderId;
import dev.dizhtime.contracts.UserId;
import java.time.Instant;

/**
 * An order: terms that never change, and how far it has come.
 *
 * @param commissionBasisPoints the platform's share of the items as it was when the order was
 *     placed
 * @param driverId who brings it; null while nobody is assigned
 */
public record Order(
    OrderId orderId,
    Terms terms,
    int commissionBasisPoints,
    Origin origin,
    Instant placedAt,
    OrderState state,
    Funds funds,
    UserId driverId) {

  /** A quote that a customer said yes to. */
  public static Order placed(
      OrderId orderId, Terms terms, int commissionBasisPoints, Origin origin, Instant now) {
    return new Order(
        orderId,
        terms,
        commissionBasisPoints,
        origin,
        now,
        OrderState.PLACED,
        Funds.REQUESTED,
        null);
  }

  /** Whether something is still to come: a state that is not the last, or money on its way back. */
  public boolean open() {
    return !state.terminal() || funds == Funds.RELEASING;
  }

  Order in(OrderState next) {
    return new Order(
        orderId, terms, commissionBasisPoints, origin, placedAt, next, funds, driverId);
  }

  Order with(Funds next) {
    return new Order(
        orderId, terms, commissionBasisPoints, origin, placedAt, state, next, driverId);
  }

  Order drivenBy(UserId driver) {
    return new Order(orderId, terms, commissionBasisPoints, origin, placedAt, state, funds, driver);
  }
}
