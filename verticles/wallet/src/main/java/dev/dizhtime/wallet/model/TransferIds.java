package dev.dizhtime.wallet.model;

import dev.dizhtime.contracts.OrderId;
import dev.dizhtime.contracts.TransferId;
import dev.dizhtime.contracts.UserId;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** Ids of transfers, derived from what they are for, so that the same request has the same id. */
public final class TransferIds {
  private TransferIds() {}

  /** The hold of an order's money. */
  public static TransferId hold(OrderId order) {
    return named(order + "|hold");
  }

  /** The transfer that takes what was held. */
  public static TransferId capture(OrderId order) {
    return named(order + "|capture");
  }

  /** The transfer that lets go of what was held. */
  public static TransferId release(OrderId order) {
    return named(order + "|release");
  }

  /** One share of a captured payment. */
  public static TransferId leg(OrderId order, int index) {
    return named(order + "|leg|" + index);
  }

  /** A top-up; the key is the one that the customer's client chose for it. */
  public static TransferId topUp(UserId customer, String idempotencyKey) {
    return named(customer + "|top-up|" + idempotencyKey);
  }

  private static TransferId named(String name) {
    byte[] bytes = ("transfer|" + name).getBytes(StandardCharsets.UTF_8);
    return new TransferId(UUID.nameUUIDFromBytes(bytes));
  }
}
