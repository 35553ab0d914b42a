package dev.dizhtime.wallet.payment;

import dev.dizhtime.runtime.config.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs webhooks and checks them, the way Stripe does: {@code t=<seconds>,v1=<hex>}, where the
 * second is HMAC-SHA256 over {@code <seconds>.<body>}. Several secrets may be good at a time, so
 * that one can be replaced without a gap; so may several signatures in one header.
 */
public final class WebhookSignature {
  /** How far the time of a signature may be from ours. */
  public static final Duration TOLERANCE = Duration.ofMinutes(5);

  private static final int MAX_HEADER_LENGTH = 1_000;

  private final List<Secret> secrets;
  private final Clock clock;

  /** Checks with these secrets; at least one. */
  public WebhookSignature(List<Secret> secrets, Clock clock) {
    this.secrets = List.copyOf(secrets);
    this.clock = clock;
  }

  /** The header for a body that is sent at that time. */
  public static String sign(Secret secret, Instant at, byte[] body) {
    long seconds = at.getEpochSecond();
    return "t=" + seconds + ",v1=" + HexFormat.of().formatHex(mac(secret, seconds, body));
  }

  /** What is wrong with the header of that body; empty when it is good. */
  public Optional<String> fault(String header, byte[] body) {
    if (header.length() > MAX_HEADER_LENGTH) {
      return Optional.of("is too long");
    }
    long seconds = -1;
    List<byte[]> signatures = new ArrayList<>();
    try {
      for (String part : header.split(",")) {
        if (part.startsWith("t=")) {
          seconds = Long.parseLong(part.substring(2));
        } else if (part.startsWith("v1=")) {
          signatures.add(HexFormat.of().parseHex(part.substring(3)));
        }
      }
    } catch (IllegalArgumentException _) {
      return Optional.of("is malformed");
    }
    if (seconds < 0 || signatures.isEmpty()) {
      return Optional.of("is malformed");
    }
    if (!signed(seconds, signatures, body)) {
      return Optional.of("does not fit the body");
    }
    long apart = Math.abs(clock.instant().getEpochSecond() - seconds);
    return apart > TOLERANCE.toSeconds()
        ? Optional.of("is of another time; " + TOLERANCE.toMinutes() + " minutes are tolerated")
        : Optional.empty();
  }

  private boolean signed(long seconds, List<byte[]> signatures, byte[] body) {
    boolean good = false;
    for (Secret secret : secrets) {
      byte[] expected = mac(secret, seconds, body);
      for (byte[] signature : signatures) {
        // Constant time, and no early end: the time taken tells nothing.
        good |= MessageDigest.isEqual(expected, signature);
      }
    }
    return good;
  }

  private static byte[] mac(Secret secret, long seconds, byte[] body) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.reveal().getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      mac.update((seconds + ".").getBytes(StandardCharsets.UTF_8));
      return mac.doFinal(body);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has HmacSHA256", e);
    }
  }
}
