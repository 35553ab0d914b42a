package dev.dizhtime.wallet.model;

import dev.dizhtime.contracts.OrderId;
import dev.dizhtime.contracts.TransferId;
import dev.dizhtime.contracts.UserId;
import java.nio.charset.StandardCharsets;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.stream.IntStream;

/** Ids of transfers, derived from what they are for, so that the same request has the same id. */
public final class TransferIds {
  private TransferIds() {}

  /** Attempts of one order, at most. */
  public static final int MAX_ATTEMPTS = 1_000;

  /** The hold of an order's money. */
  public static TransferId hold(OrderId order, int attempt) {
    return named(order + "|hold" + of(attempt));
  }

  /** The attempt that a hold belongs to; empty when it is none of the order's. */
  public static OptionalInt attemptOf(OrderId order, TransferId hold) {
    return IntStream.range(0, MAX_ATTEMPTS)
        .filter(attempt -> hold(order, attempt).equals(hold))
        .findFirst();
  }

  /** The transfer that takes what was held. */
  public static TransferId capture(OrderId order, int attempt) {
    return named(order + "|capture" + of(attempt));
  }

  /** What the platform adds to a captured payment. */
  public static TransferId subsidy(OrderId order, int attempt) {
    return named(order + "|subsidy" + of(attempt));
  }

  /** The transfer that lets go of what was held. */
  public static TransferId release(OrderId order, int attempt) {
    return named(order + "|release" + of(attempt));
  }

  /** One share of a captured payment. */
  public static TransferId leg(OrderId order, int attempt, int index) {
    return named(order + "|leg|" + index + of(attempt));
  }

  /** One movement of an adjustment. */
  public static TransferId adjustment(TransferId adjustment, int index) {
    return named(adjustment + "|adjustment|" + index);
  }

  /** The transfer that ends a hold whose time was up. */
  public static TransferId expiry(TransferId hold) {
    return named(hold + "|expiry");
  }

  /** The first attempt's ids are those of before there were attempts. */
  private static String of(int attempt) {
    return attempt == 0 ? "" : "|attempt|" + attempt;
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
