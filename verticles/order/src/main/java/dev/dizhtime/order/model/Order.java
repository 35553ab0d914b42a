package dev.dizhtime.order.model;

import dev.dizhtime.contracts.OrderId;
import dev.dizhtime.contracts.UserId;
import java.time.Instant;
import java.util.Set;

/**
 * An order: terms that never change, and how far it has come.
 *
 * @param commissionBasisPoints the platform's share of the items as it was when the order was
 *     placed
 * @param driverId who brings it; null while nobody is assigned
 * @param cancellation null unless it was called off
 * @param attention why an operator should look; null when there is no need
 * @param stockAwaited whether it can't be accepted before the restaurant's word that there is
 *     enough left of what is counted
 * @param note what the customer asks of kitchen and driver, in words; null for nothing
 */
public record Order(
    OrderId orderId,
    Terms terms,
    int commissionBasisPoints,
    Codes codes,
    Origin origin,
    Instant placedAt,
    OrderState state,
    UserId driverId,
    Purse purse,
    Cancellation cancellation,
    String attention,
    boolean stockAwaited,
    String note) {
  private static final Set<OrderState> WITH_RESTAURANT =
      Set.of(OrderState.ACCEPTED, OrderState.PREPARING, OrderState.READY);

  /**
   * A quote that a customer said yes to. Money is asked for next, except for what is paid in cash.
   */
  public static Order placed(
      OrderId orderId,
      Terms terms,
      int commissionBasisPoints,
      Codes codes,
      Origin origin,
      Instant now) {
    return new Order(
        orderId,
        terms,
        commissionBasisPoints,
        codes,
        origin,
        now,
        OrderState.PLACED,
        null,
        Purse.in(terms.cash() ? Funds.DUE : Funds.REQUESTED),
        null,
        null,
        false,
        null);
  }

  /** Where its money is. */
  public Funds funds() {
    return purse.funds();
  }

  /** What it comes to, if that is known: all of it once it is delivered. */
  Capture capture() {
    return purse.capture() == null && state == OrderState.DELIVERED
        ? Payout.delivered(this, driverId)
        : purse.capture();
  }

  /** Whether something is still to come: a state that is not the last, or money on its way. */
  public boolean open() {
    return !state.terminal()
        || purse.funds() == Funds.RELEASING
        || purse.funds() == Funds.WRITING_OFF
        || purse.collecting()
        || purse.awaitsAdjustment();
  }

  /** Whether it came to its end and the customer pays nothing for it. */
  public boolean endedUnpaid() {
    return switch (state) {
      case REJECTED, FAILED -> true;
      case CANCELLED -> cancellation == null || cancellation.cost().amountMinor() == 0;
      default -> false;
    };
  }

  /** Whether the restaurant has it, for a driver to fetch. */
  boolean withRestaurant() {
    return WITH_RESTAURANT.contains(state);
  }

  /** Whether the kitchen has worked on it. */
  boolean begun() {
    return state == OrderState.PREPARING || state == OrderState.READY;
  }

  /** Whether a driver has taken its price at the door. */
  boolean collected() {
    return terms.cash() && state == OrderState.DELIVERED;
  }

  Order in(OrderState next) {
    return comeTo(next, driverId, purse, cancellation, attention, stockAwaited);
  }

  Order with(Purse next) {
    return comeTo(state, driverId, next, cancellation, attention, stockAwaited);
  }

  Order with(Funds next) {
    return with(purse.with(next));
  }

  Order drivenBy(UserId driver) {
    return comeTo(state, driver, purse, cancellation, attention, stockAwaited);
  }

  Order cancelled(Cancellation how) {
    return comeTo(OrderState.CANCELLED, driverId, purse, how, attention, stockAwaited);
  }

  Order attention(String why) {
    return comeTo(state, driverId, purse, cancellation, why, stockAwaited);
  }

  /** Whether there must be a word that there is enough left before it is accepted. */
  public Order awaitingStock(boolean awaited) {
    return comeTo(state, driverId, purse, cancellation, attention, awaited);
  }

  /** With what the customer asks of kitchen and driver. */
  public Order noted(String words) {
    return new Order(
        orderId,
        terms,
        commissionBasisPoints,
        codes,
        origin,
        placedAt,
        state,
        driverId,
        purse,
        cancellation,
        attention,
        stockAwaited,
        words);
  }

  /** What is kept of the note: nobody needs it once the order has come to its end. */
  public String noteToKeep() {
    return open() ? note : null;
  }

  /** On the same terms, and so far now. */
  private Order comeTo(
      OrderState next, UserId driver, Purse money, Cancellation how, String why, boolean awaited) {
    return new Order(
        orderId,
        terms,
        commissionBasisPoints,
        codes,
        origin,
        placedAt,
        next,
        driver,
        money,
        how,
        why,
        awaited,
        note);
  }
}
