package dev.dizhtime.auth.persistence;

import dev.dizhtime.auth.usecase.SealedKeys;
import dev.dizhtime.runtime.postgres.Postgres;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The signing keys in PostgreSQL, of which the database lets one at most be in use. */
public final class PgSigningKeys implements SealedKeys {
  private final Postgres postgres;

  public PgSigningKeys(Postgres postgres) {
    this.postgres = postgres;
  }

  @Override
  public List<SealedKey> all() {
    List<SealedKey> keys = new ArrayList<>();
    postgres
        .execute("SELECT kid, sealed_jwk, retired_at FROM signing_key ORDER BY created_at DESC")
        .forEach(
            row ->
                keys.add(
                    new SealedKey(
                        row.getString("kid"),
                        row.getBuffer("sealed_jwk").getBytes(),
                        row.getOffsetDateTime("retired_at") == null)));
    return keys;
  }

  @Override
  public void addIfNone(SealedKey key, Instant now) {
    postgres.execute(
        """
        INSERT INTO signing_key (kid, sealed_jwk, created_at) VALUES ($1, $2, $3)
        ON CONFLICT DO NOTHING
        """,
        key.kid(),
        Buffer.buffer(key.sealed()),
        now);
  }
}
