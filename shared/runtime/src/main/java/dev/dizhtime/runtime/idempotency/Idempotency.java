package dev.dizhtime.runtime.idempotency;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.dizhtime.runtime.fault.FaultPoints;
import dev.dizhtime.runtime.http.Call;
import dev.dizhtime.runtime.http.Problem;
import dev.dizhtime.runtime.http.Reply;
import dev.dizhtime.runtime.json.Json;
import dev.dizhtime.runtime.postgres.Postgres;
import dev.dizhtime.runtime.postgres.Tx;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Does a request's work once. The same key with the same body gets the same answer; with another
 * body, 422; while the first is still being worked on, 409; without a key, 400. Keys belong to the
 * caller and the operation. A refused request leaves no trace, so it may be sent again.
 */
public final class Idempotency {
  /** The request header. */
  public static final String HEADER = "Idempotency-Key";

  private static final int MAX_KEY_LENGTH = 128;

  private final Postgres postgres;

  public Idempotency(Postgres postgres) {
    this.postgres = postgres;
  }

  /** Does the work in a transaction, or answers what was answered before. */
  public Reply once(Call call, Postgres.Work<Reply> work) throws Exception {
    String key = key(call);
    UUID principal = call.caller().userId().value();
    byte[] hash = hash(call.path(), call.rawBody());
    Reply answer =
        postgres.inTransaction(
            tx -> {
              lock(tx, principal, call.operationId(), key);
              Optional<Row> earlier = find(tx, principal, call.operationId(), key);
              if (earlier.isPresent()) {
                return repeat(earlier.get(), hash);
              }
              Reply reply = work.run(tx);
              remember(tx, principal, call.operationId(), key, hash, reply);
              return reply;
            });
    postgres.faults().reach(FaultPoints.REQUEST_COMMITTED);
    return answer;
  }

  private static String key(Call call) {
    String key =
        call.header(HEADER)
            .orElseThrow(() -> Problem.malformed(HEADER, "is missing").exception())
            .strip();
    if (key.isEmpty() || key.length() > MAX_KEY_LENGTH) {
      throw Problem.malformed(HEADER, "must have 1 to " + MAX_KEY_LENGTH + " characters")
          .exception();
    }
    return key;
  }

  /**
   * Held to the end of the transaction; whoever does not get it came while the first is at work.
   */
  private static void lock(Tx tx, UUID principal, String operation, String key) {
    boolean locked =
        tx.first(
                "SELECT pg_try_advisory_xact_lock(hashtextextended($1, 0)) AS locked",
                principal + "|" + operation + "|" + key)
            .orElseThrow()
            .getBoolean("locked");
    if (!locked) {
      throw Problem.conflict(
              "in-flight", "A request with this " + HEADER + " is being worked on; try again")
          .with(HEADER, "is in use by a request that has not ended")
          .exception();
    }
  }

  private static Optional<Row> find(Tx tx, UUID principal, String operation, String key) {
    return tx.first(
        """
        SELECT body_hash, status, headers, body FROM idempotency_key
        WHERE principal = $1 AND operation = $2 AND key = $3
        """,
        principal,
        operation,
        key);
  }

  private static Reply repeat(Row earlier, byte[] hash) {
    if (!Arrays.equals(earlier.getBuffer("body_hash").getBytes(), hash)) {
      throw Problem.unacceptable(HEADER, "was used before with another request").exception();
    }
    String body = earlier.getString("body");
    try {
      return new Reply(
          earlier.getInteger("status"),
          body == null ? null : Json.STRICT.readTree(body),
          Json.STRICT.readValue(
              earlier.getString("headers"), new TypeReference<Map<String, String>>() {}));
    } catch (IOException e) {
      throw new UncheckedIOException("an answer that we wrote ourselves can't be read", e);
    }
  }

  private static void remember(
      Tx tx, UUID principal, String operation, String key, byte[] hash, Reply reply) {
    tx.update(
        """
        INSERT INTO idempotency_key (principal, operation, key, body_hash, status, headers, body)
        VALUES ($1, $2, $3, $4, $5, $6, $7)
        """,
        principal,
        operation,
        key,
        Buffer.buffer(hash),
        reply.status(),
        Json.write(reply.headers()),
        reply.body() == null ? null : Json.write(reply.body()));
  }

  private static byte[] hash(String path, byte[] body) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(path.getBytes(StandardCharsets.UTF_8));
      digest.update((byte) 0);
      return digest.digest(body);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
