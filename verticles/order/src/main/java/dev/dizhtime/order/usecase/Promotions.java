package dev.dizhtime.order.usecase;

import dev.dizhtime.contracts.UserId;
import dev.dizhtime.order.model.Promotion;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The codes that make orders cheaper. */
public interface Promotions {
  /** A promotion as this customer finds it; empty when there is none of this code. */
  Optional<Promotion.Offer> find(String code, UserId customerId);

  /**
   * Adds one.
   *
   * @param by the admin who adds it
   * @return false, and nothing is added, when its code is taken
   */
  boolean add(Promotion promotion, UserId by, Instant now);

  /**
   * All of them by code.
   *
   * @param after the last code of the page before; empty for the first page
   * @param limit 1 to 101
   */
  List<Promotion> list(Optional<String> after, int limit);

  /**
   * Ends one; ended a second time it stays ended when it was first. Orders that were placed keep
   * what it gave them.
   *
   * @return empty when there is none of this code
   */
  Optional<Promotion> end(String code, UserId by, Instant now);
}
