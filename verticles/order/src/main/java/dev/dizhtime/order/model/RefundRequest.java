package dev.dizhtime.order.model;

import dev.dizhtime.contracts.TransferId;
import dev.dizhtime.order.model.Adjustment.RefundLine;
import java.util.List;

/**
 * Money that a customer is to get back.
 *
 * @param refundId new
 * @param lines what of the order; empty when an amount is given
 * @param amountMinor how much, above 0; 0 when lines are given
 * @param liable who bears it
 * @param reason for the customer, 1 to 300 characters
 */
public record RefundRequest(
    TransferId refundId, List<RefundLine> lines, long amountMinor, Liable liable, String reason) {
  public RefundRequest {
    lines = List.copyOf(lines);
  }

  /** Who can bear a refund. */
  public enum Liable {
    RESTAURANT,
    DRIVER,
    PLATFORM
  }
}
