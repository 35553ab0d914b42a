package dev.dizhtime.auth.recovery;

import dev.dizhtime.auth.model.EmailAddress;
import dev.dizhtime.runtime.postgres.Tx;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Keeps an address from being flooded with our mails, whoever asks for them. */
public final class MailAllowance {
  /**
   * Mails of one kind for one address in an hour, unless the kind has another bound; the next hour
   * begins with the first mail.
   */
  public static final int MAILS_PER_HOUR = 3;

  private MailAllowance() {}

  /** Counts one more; false when there were too many. */
  public static boolean take(Tx tx, EmailAddress email, String kind) {
    return take(tx, email, kind, MAILS_PER_HOUR);
  }

  /** The same with a bound of its own. */
  public static boolean take(Tx tx, EmailAddress email, String kind, int mailsPerHour) {
    return tx.update(
            """
            INSERT INTO mail_allowance AS m (address_hash, purpose, since, mails)
            VALUES ($1, $2, clock_timestamp(), 1)
            ON CONFLICT (address_hash, purpose) DO UPDATE SET
              mails = CASE WHEN m.since < clock_timestamp() - interval '1 hour' THEN 1
                           ELSE m.mails + 1 END,
              since = CASE WHEN m.since < clock_timestamp() - interval '1 hour'
                           THEN clock_timestamp() ELSE m.since END
            WHERE m.mails < $3 OR m.since < clock_timestamp() - interval '1 hour'
            """,
            hash(email),
            kind,
            mailsPerHour)
        == 1;
  }

  private static Buffer hash(EmailAddress email) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      return Buffer.buffer(sha.digest(email.value().getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
