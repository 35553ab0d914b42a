package dev.dizhtime.auth.departure;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.dizhtime.auth.audit.SecurityLog;
import dev.dizhtime.auth.model.Account;
import dev.dizhtime.auth.model.SecurityEvent;
import dev.dizhtime.auth.persistence.AccountRows;
import dev.dizhtime.contracts.UserId;
import dev.dizhtime.runtime.postgres.Postgres;
import dev.dizhtime.runtime.postgres.Tx;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;

/** What auth keeps of somebody, but for what is secret. */
public final class AccountExport {
  private static final int MAX_ROWS = 1_000;

  private final Postgres postgres;

  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Export(
      UserId userId,
      String email,
      boolean emailVerified,
      String displayName,
      List<String> roles,
      Instant registeredAt,
      Instant passwordChangedAt,
      boolean secondFactor,
      Instant deletionAt,
      Map<String, String> staff,
      List<Session> sessions,
      List<Event> securityEvents) {}

  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Session(
      UUID sessionId,
      String device,
      Instant startedAt,
      Instant lastUsedAt,
      Instant expiresAt,
      Instant revokedAt) {}

  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Event(UUID eventId, String kind, String device, String detail, Instant at) {}

  public AccountExport(Postgres postgres) {
    this.postgres = postgres;
  }

  /** All of it; empty when there is no such account. */
  Optional<Export> of(UserId userId) throws Exception {
    return postgres.inTransaction(
        tx -> {
          Optional<Export> export = AccountRows.find(tx, userId).map(account -> read(tx, account));
          if (export.isPresent()) {
            SecurityLog.record(tx, SecurityEvent.of(SecurityEvent.Kind.DATA_EXPORTED, userId));
          }
          return export;
        });
  }

  private static Export read(Tx tx, Account account) {
    UUID id = account.userId().value();
    Row times =
        tx.first(
                """
                SELECT changed_at, deletion_at
                FROM account LEFT JOIN credential USING (user_id) WHERE user_id = $1
                """,
                id)
            .orElseThrow();
    Map<String, String> staff = new TreeMap<>();
    account.standing().staff().forEach((at, role) -> staff.put(at.toString(), role.wireName()));
    return new Export(
        account.userId(),
        account.email().value(),
        account.standing().emailVerified(),
        account.displayName().value(),
        account.roleNames(),
        account.registeredAt(),
        time(times, "changed_at"),
        account.standing().secondFactor(),
        time(times, "deletion_at"),
        staff,
        rows(
            tx,
            "SELECT * FROM session WHERE user_id = $1 ORDER BY started_at DESC LIMIT $2",
            id,
            AccountExport::session),
        rows(
            tx,
            "SELECT * FROM security_event WHERE user_id = $1 ORDER BY position DESC LIMIT $2",
            id,
            AccountExport::event));
  }

  private static <T> List<T> rows(Tx tx, String sql, UUID id, Function<Row, T> read) {
    List<T> found = new ArrayList<>();
    tx.execute(sql, id, MAX_ROWS).forEach(row -> found.add(read.apply(row)));
    return found;
  }

  private static Session session(Row row) {
    return new Session(
        row.getUUID("session_id"),
        row.getString("device"),
        time(row, "started_at"),
        time(row, "last_used_at"),
        time(row, "expires_at"),
        time(row, "revoked_at"));
  }

  private static Event event(Row row) {
    return new Event(
        row.getUUID("event_id"),
        row.getString("kind"),
        row.getString("device"),
        row.getString("detail"),
        time(row, "at"));
  }

  private static Instant time(Row row, String column) {
    var time = row.getOffsetDateTime(column);
    return time == null ? null : time.toInstant();
  }
}
