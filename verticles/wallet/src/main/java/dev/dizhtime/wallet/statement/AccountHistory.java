package dev.dizhtime.wallet.statement;

import dev.dizhtime.contracts.OrderId;
import dev.dizhtime.contracts.RestaurantId;
import dev.dizhtime.contracts.TransferId;
import dev.dizhtime.contracts.restaurant.StaffRole;
import dev.dizhtime.runtime.postgres.Postgres;
import dev.dizhtime.runtime.security.Caller;
import dev.dizhtime.runtime.security.Role;
import dev.dizhtime.wallet.usecase.Statements.Position;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Accounts as they were. */
public final class AccountHistory {
  /** Kinds of transfers that move money; the others only hold it. */
  private static final String MOVES = "kind IN ('POSTED', 'POST_PENDING')";

  /**
   * {@code $1} says whether all are to be seen, {@code $2} is the user, {@code $3} the restaurants
   * whose money they may see as one of the staff.
   */
  private static final String OWN =
      """
      ($1 OR (a.owner_id = $2 AND a.kind IN ('CUSTOMER', 'DRIVER', 'TIP', 'CASH_FLOAT'))
       OR (a.kind = 'RESTAURANT' AND (a.owner_id = ANY ($3) OR a.owner_id IN
           (SELECT restaurant_id FROM restaurant_owner WHERE owner_id = $2))))
      """;

  private final Postgres postgres;

  public AccountHistory(Postgres postgres) {
    this.postgres = postgres;
  }

  /**
   * An account at an instant.
   *
   * @param postedMinor what was there, holds not counted
   * @param pendingMinor what was held of it
   */
  public record Past(
      UUID accountId, String kind, String currency, long postedMinor, long pendingMinor) {}

  /**
   * A transfer as it looks from the account.
   *
   * @param debitMinor what left the account, or 0
   * @param creditMinor what came to it, or 0
   */
  public record Line(
      TransferId transferId,
      UUID accountId,
      String purpose,
      long debitMinor,
      long creditMinor,
      OrderId orderId,
      Instant at) {}

  /** An account after all that happened up to {@code at}, if the caller may see it. */
  public Optional<Past> at(Caller caller, UUID account, Instant at) {
    return postgres
        .first(
            """
            SELECT a.id, a.kind, a.currency, a.credits_posted - a.debits_posted
              - coalesce((SELECT sum(amount) FROM transfer
                          WHERE credit_account = a.id AND at > $5 AND MOVES), 0)
              + coalesce((SELECT sum(amount) FROM transfer
                          WHERE debit_account = a.id AND at > $5 AND MOVES), 0) AS posted,
              coalesce((SELECT sum(h.amount) FROM transfer h
                        WHERE h.debit_account = a.id AND h.kind = 'PENDING' AND h.at <= $5
                          AND NOT EXISTS (SELECT FROM transfer r
                                          WHERE r.pending_id = h.id AND r.at <= $5)), 0) AS pending
            FROM account a WHERE a.id = $4 AND
            """
                    .replace("MOVES", MOVES)
                + OWN,
            caller.is(Role.ADMIN),
            caller.userId().value(),
            managed(caller),
            account,
            at)
        .map(
            row ->
                new Past(
                    row.getUUID("id"),
                    row.getString("kind"),
                    row.getString("currency"),
                    row.getNumeric("posted").longValue(),
                    row.getNumeric("pending").longValue()));
  }

  /** The restaurants whose money somebody may see who doesn't own them: they manage them. */
  public static UUID[] managed(Caller caller) {
    return caller.worksAt(StaffRole.MANAGER).stream().map(RestaurantId::value).toArray(UUID[]::new);
  }

  /**
   * What happened to accounts in a period, the oldest first.
   *
   * @param after where the page before ended; empty for the first
   * @param to the end, exclusive
   */
  public List<Line> lines(
      Collection<UUID> accounts, Instant from, Instant to, Optional<Position> after, int limit) {
    String half =
        """
        (SELECT id, ACCOUNT AS account, purpose, DEBIT AS debit, CREDIT AS credit, order_id, at
         FROM transfer WHERE ACCOUNT = ANY ($1) AND at >= $2 AND at < $3 AND (at, id) > ($4, $5)
           AND MOVES ORDER BY at, id LIMIT $6)
        """
            .replace("MOVES", MOVES);
    String out =
        half.replace("ACCOUNT", "debit_account").replace("DEBIT", "amount").replace("CREDIT", "0");
    String in =
        half.replace("ACCOUNT", "credit_account").replace("DEBIT", "0").replace("CREDIT", "amount");
    List<Line> lines = new ArrayList<>();
    for (Row row :
        postgres.execute(
            out + " UNION ALL " + in + " ORDER BY at, id LIMIT $6",
            accounts.toArray(UUID[]::new),
            from,
            to,
            after.map(Position::at).orElse(Instant.EPOCH),
            after.map(each -> each.id().value()).orElse(new UUID(0, 0)),
            limit)) {
      UUID order = row.getUUID("order_id");
      lines.add(
          new Line(
              new TransferId(row.getUUID("id")),
              row.getUUID("account"),
              row.getString("purpose"),
              row.getLong("debit"),
              row.getLong("credit"),
              order == null ? null : new OrderId(order),
              row.getOffsetDateTime("at").toInstant()));
    }
    return lines;
  }
}
