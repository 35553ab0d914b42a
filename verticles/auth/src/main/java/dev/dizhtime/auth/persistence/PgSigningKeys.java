package dev.dizhtime.auth.persistence;

import dev.dizhtime.auth.audit.SecurityLog;
import dev.dizhtime.auth.model.SecurityEvent;
import dev.dizhtime.auth.usecase.SealedKeys;
import dev.dizhtime.contracts.UserId;
import dev.dizhtime.runtime.postgres.Postgres;
import dev.dizhtime.runtime.postgres.Tx;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** The signing keys in PostgreSQL. Whoever adds one holds the lock of the table. */
public final class PgSigningKeys implements SealedKeys {
  private final Postgres postgres;

  public PgSigningKeys(Postgres postgres) {
    this.postgres = postgres;
  }

  @Override
  public List<SealedKey> all() {
    List<SealedKey> keys = new ArrayList<>();
    postgres
        .execute("SELECT kid, sealed_jwk, active_from FROM signing_key ORDER BY active_from DESC")
        .forEach(row -> keys.add(key(row)));
    return keys;
  }

  private static SealedKey key(Row row) {
    return new SealedKey(
        row.getString("kid"),
        row.getBuffer("sealed_jwk").getBytes(),
        row.getOffsetDateTime("active_from").toInstant());
  }

  @Override
  public Optional<SealedKey> addUnlessOneFrom(Instant notBefore, Supplier<SealedKey> key, UserId by)
      throws Exception {
    return postgres.inTransaction(
        tx -> {
          tx.execute("LOCK TABLE signing_key IN SHARE ROW EXCLUSIVE MODE");
          Optional<SealedKey> there =
              tx.first(
                      """
                      SELECT kid, sealed_jwk, active_from FROM signing_key
                      WHERE active_from >= $1 ORDER BY active_from LIMIT 1
                      """,
                      notBefore)
                  .map(PgSigningKeys::key);
          if (there.isEmpty()) {
            SealedKey fresh = key.get();
            add(tx, fresh);
            record(tx, SecurityEvent.Kind.KEY_ADDED, fresh, by);
          }
          return there;
        });
  }

  @Override
  public int forgetThoseSucceededBefore(Instant instant) {
    return postgres
        .execute(
            """
            DELETE FROM signing_key AS old WHERE EXISTS (
              SELECT FROM signing_key AS next
              WHERE next.active_from > old.active_from AND next.active_from < $1)
            """,
            instant)
        .rowCount();
  }

  @Override
  public int replaceAllBy(SealedKey key, UserId by) throws Exception {
    return postgres.inTransaction(
        tx -> {
          int forgotten = tx.update("DELETE FROM signing_key");
          add(tx, key);
          record(tx, SecurityEvent.Kind.KEYS_REPLACED, key, by);
          return forgotten;
        });
  }

  private static void record(Tx tx, SecurityEvent.Kind kind, SealedKey key, UserId by) {
    SecurityLog.record(tx, SecurityEvent.of(kind, null).by(by).with(key.kid()));
  }

  private static void add(Tx tx, SealedKey key) {
    tx.update(
        """
        INSERT INTO signing_key (kid, sealed_jwk, created_at, active_from)
        VALUES ($1, $2, clock_timestamp(), $3)
        """,
        key.kid(),
        Buffer.buffer(key.sealed()),
        key.activeFrom());
  }
}
