package dev.dizhtime.auth.secondfactor;

import dev.dizhtime.auth.usecase.RefreshTokens;
import dev.dizhtime.contracts.UserId;
import dev.dizhtime.runtime.postgres.Tx;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Tuple;
import java.security.SecureRandom;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.codec.binary.Base32;

/** Codes on paper, each good once. With 120 random bits a fast hash is enough to keep them by. */
final class RecoveryCodes {
  /** How many an account has. */
  static final int COUNT = 10;

  private static final int BYTES = 15;
  private static final int GROUP = 4;

  private final SecureRandom random = new SecureRandom();
  private final RefreshTokens hashes;

  RecoveryCodes(RefreshTokens hashes) {
    this.hashes = hashes;
  }

  /** New ones, in place of those that there are. */
  List<String> renew(Tx tx, UserId userId) {
    List<String> codes = Stream.generate(this::next).limit(COUNT).toList();
    tx.update("DELETE FROM recovery_code WHERE user_id = $1", userId.value());
    tx.executeBatch(
        "INSERT INTO recovery_code (user_id, code_hash) VALUES ($1, $2)",
        codes.stream().map(code -> Tuple.of(userId.value(), hash(code))).toList());
    return codes.stream().map(RecoveryCodes::grouped).toList();
  }

  /** Whether it was one that had not been used; it is used now. */
  boolean use(Tx tx, UserId userId, String code) {
    return tx.update(
            """
            UPDATE recovery_code SET used_at = clock_timestamp()
            WHERE user_id = $1 AND code_hash = $2 AND used_at IS NULL
            """,
            userId.value(),
            hash(code))
        == 1;
  }

  private String next() {
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    return new Base32().encodeToString(bytes);
  }

  private static String grouped(String code) {
    return code.replaceAll("(.{" + GROUP + "})(?=.)", "$1-");
  }

  private Buffer hash(String code) {
    return Buffer.buffer(hashes.hash(code).bytes());
  }
}
