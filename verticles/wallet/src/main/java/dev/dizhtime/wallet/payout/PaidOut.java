package dev.dizhtime.wallet.payout;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.dizhtime.contracts.Money;
import dev.dizhtime.contracts.wallet.Party;
import dev.dizhtime.runtime.postgres.Postgres;
import dev.dizhtime.runtime.security.Caller;
import dev.dizhtime.runtime.security.Role;
import dev.dizhtime.wallet.statement.AccountHistory;
import dev.dizhtime.wallet.statement.Period;
import dev.dizhtime.wallet.usecase.Statements.Position;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** A payout that was made, as its payee sees it. */
record PaidOut(View view, long openingMinor, long closingMinor) {
  private static final Instant END_OF_TIME = Instant.parse("9999-12-31T23:59:59Z");
  private static final UUID LAST_ID = new UUID(-1, -1);

  /**
   * {@code $1} says whether all are to be seen, {@code $2} is the user, {@code $3} the restaurants
   * whose money they may see as one of the staff.
   */
  private static final String OWN =
      """
      SELECT p.id, p.payee, p.owner_id, p.currency, p.from_at, p.to_at, p.opening, p.closing,
             p.amount, p.paid_at, r.name
      FROM payout p LEFT JOIN restaurant_owner r ON r.restaurant_id = p.owner_id
      WHERE ($1 OR (p.payee = 'DRIVER' AND p.owner_id = $2)
             OR (p.payee = 'RESTAURANT' AND (r.owner_id = $2 OR p.owner_id = ANY ($3))))
      """;

  /**
   * What is told of it.
   *
   * @param ownerId the restaurant, or the driver's user
   * @param name the restaurant's; null when it is not known, and for drivers
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record View(
      UUID payoutId,
      Party payee,
      UUID ownerId,
      String name,
      Money amount,
      Instant from,
      Instant to,
      Instant paidAt) {}

  static Optional<PaidOut> find(Postgres postgres, Caller caller, UUID id) {
    return postgres
        .first(
            OWN + " AND p.id = $4",
            caller.is(Role.ADMIN),
            caller.userId().value(),
            AccountHistory.managed(caller),
            id)
        .map(PaidOut::of);
  }

  /** The newest first. */
  static List<PaidOut> list(Postgres postgres, Caller caller, Optional<Position> after, int limit) {
    List<PaidOut> found = new ArrayList<>();
    postgres
        .execute(
            OWN + " AND (p.paid_at, p.id) < ($4, $5) ORDER BY p.paid_at DESC, p.id DESC LIMIT $6",
            caller.is(Role.ADMIN),
            caller.userId().value(),
            AccountHistory.managed(caller),
            after.map(Position::at).orElse(END_OF_TIME),
            after.map(each -> each.id().value()).orElse(LAST_ID),
            limit)
        .forEach(row -> found.add(of(row)));
    return found;
  }

  Period period() {
    return new Period(view.from(), view.to());
  }

  List<UUID> accountIds() {
    return new Payee(view.payee(), view.ownerId(), view.amount().currency())
        .accounts().stream().map(key -> key.id().value()).toList();
  }

  private static PaidOut of(Row row) {
    return new PaidOut(
        new View(
            row.getUUID("id"),
            Party.valueOf(row.getString("payee")),
            row.getUUID("owner_id"),
            row.getString("name"),
            new Money(row.getLong("amount"), row.getString("currency")),
            row.getOffsetDateTime("from_at").toInstant(),
            row.getOffsetDateTime("to_at").toInstant(),
            row.getOffsetDateTime("paid_at").toInstant()),
        row.getLong("opening"),
        row.getLong("closing"));
  }
}
