package dev.dizhtime.wallet.audit;

/** What makes a hold an orphan, and an order unequal. */
public final class AuditQueries {
  /**
   * Whether the order {@code o} of a hold that was made at {@code h.at} is not live. Who has just
   * ended, or was not heard of yet, has time: {@code $1} milliseconds.
   */
  public static final String ORPHAN =
      """
      h.at < now() - $1 * interval '1 ms'
      AND (o.order_id IS NULL OR (NOT o.open AND o.closed_at < now() - $1 * interval '1 ms'))
      """;

  /** The sums of an order's transfers, as {@code s}; its rows are {@code t}. */
  public static final String SUMS =
      """
      coalesce(sum(t.amount) FILTER (WHERE t.purpose = 'CAPTURE'), 0) AS captured,
      coalesce(sum(t.amount) FILTER (WHERE t.purpose = 'SUBSIDY'), 0) AS subsidy,
      coalesce(sum(t.amount) FILTER (WHERE t.purpose = 'COMPENSATION'), 0) AS compensation,
      coalesce(sum(t.amount) FILTER (WHERE t.purpose IN
        ('RESTAURANT', 'DRIVER', 'TIP', 'COMMISSION', 'TAX', 'DELIVERY_FEE')), 0) AS legs
      """;

  /**
   * Whether the order {@code o} with the sums {@code s} was not paid out as it should be: its legs
   * are what was taken and added; and when it is settled they are what it came to, or the platform
   * has paid that in the customer's place.
   */
  public static final String UNEQUAL =
      """
      (coalesce(s.legs, 0) <> coalesce(s.captured, 0) + coalesce(s.subsidy, 0)
       OR (o.state = 'SETTLED'
           AND o.total + o.discount <> CASE WHEN coalesce(s.captured, 0) + coalesce(s.subsidy, 0) > 0
             THEN s.legs ELSE coalesce(s.compensation, 0) END))
      """;

  private AuditQueries() {}
}
