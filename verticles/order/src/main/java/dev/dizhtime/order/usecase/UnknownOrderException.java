package dev.dizhtime.order.usecase;

import dev.dizhtime.contracts.OrderId;

/** Someone reports on an order that we never had; trying again won't help. */
public final class UnknownOrderException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UnknownOrderException(OrderId orderId) {
    super("there is no order " + orderId);
  }
}
