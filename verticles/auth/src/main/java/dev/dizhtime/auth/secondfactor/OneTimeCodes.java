package dev.dizhtime.auth.secondfactor;

import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;
import dev.dizhtime.auth.model.EmailAddress;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.OptionalLong;
import javax.crypto.spec.SecretKeySpec;
import org.apache.commons.codec.binary.Base32;

/**
 * The codes of authenticator apps: six digits, SHA-1, a new one every 30 seconds, as every app
 * knows them. Only the present one is taken, so that a code lives for 30 seconds at most; whoever
 * types for longer than it has left types the next one (ASVS 6.5.5).
 */
final class OneTimeCodes {
  /** How long a step is. */
  static final long STEP_SECONDS = 30;

  private static final int SECRET_BYTES = 20;
  private static final String ISSUER = "DizhTime";

  private final TimeBasedOneTimePasswordGenerator generator =
      new TimeBasedOneTimePasswordGenerator();
  private final SecureRandom random = new SecureRandom();

  byte[] newSecret() {
    byte[] secret = new byte[SECRET_BYTES];
    random.nextBytes(secret);
    return secret;
  }

  /** A secret as people type it into an app. */
  static String text(byte[] secret) {
    return new Base32().encodeToString(secret);
  }

  /** A secret as a picture tells it to an app. */
  static String uri(byte[] secret, EmailAddress email) {
    String account = URLEncoder.encode(email.value(), StandardCharsets.UTF_8).replace("+", "%20");
    return "otpauth://totp/%s:%s?secret=%s&issuer=%s&algorithm=SHA1&digits=6&period=%d"
        .formatted(ISSUER, account, text(secret), ISSUER, STEP_SECONDS);
  }

  /** The present step, when the code is the one of it; else empty. */
  OptionalLong step(byte[] secret, String code, Instant now) {
    return same(code(secret, now), code)
        ? OptionalLong.of(now.getEpochSecond() / STEP_SECONDS)
        : OptionalLong.empty();
  }

  String code(byte[] secret, Instant at) {
    try {
      var key = new SecretKeySpec(secret, generator.getAlgorithm());
      return generator.generateOneTimePasswordString(key, at);
    } catch (InvalidKeyException e) {
      throw new IllegalStateException("every secret is a key", e);
    }
  }

  private static boolean same(String one, String other) {
    return MessageDigest.isEqual(
        one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
  }
}
