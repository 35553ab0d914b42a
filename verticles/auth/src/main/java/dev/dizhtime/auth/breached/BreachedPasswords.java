package dev.dizhtime.auth.breached;

import dev.dizhtime.auth.model.DisplayName;
import dev.dizhtime.auth.model.EmailAddress;
import dev.dizhtime.auth.usecase.PasswordQuality;
import dev.dizhtime.runtime.service.ServiceContext;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Refuses what was in a leak, after the offline rules. Who can't be told takes the password all the
 * same: a service of others must not keep people from having an account.
 */
public final class BreachedPasswords implements PasswordQuality {
  /** After a failure, how long nobody is asked. */
  static final Duration PAUSE = Duration.ofSeconds(10);

  /** Passwords of the process that are asked for at once; one more is not asked for. */
  static final int MAX_AT_ONCE = 16;

  private static final Logger LOG = LoggerFactory.getLogger(BreachedPasswords.class);
  private static final String COMPLAINT = "has been in a leak of passwords; take another";

  private final PasswordQuality offline;
  private final Breaches breaches;
  private final Clock clock;
  private final Semaphore atOnce = new Semaphore(MAX_AT_ONCE);
  private final Map<Outcome, Counter> outcomes = new EnumMap<>(Outcome.class);
  private volatile Instant askAgainAt = Instant.EPOCH;

  /** Knows hashes of breached passwords. */
  @FunctionalInterface
  interface Breaches {
    /** Whether it has a SHA-1, in hexadecimal and upper case; bounded in time. */
    Future<Boolean> has(String sha1);
  }

  private enum Outcome {
    CLEAN,
    BREACHED,
    UNAVAILABLE,
    SKIPPED
  }

  BreachedPasswords(PasswordQuality offline, Breaches breaches, MeterRegistry meters, Clock clock) {
    this.offline = offline;
    this.breaches = breaches;
    this.clock = clock;
    for (Outcome outcome : Outcome.values()) {
      outcomes.put(
          outcome,
          Counter.builder("dizhtime.auth.breached.passwords")
              .description("New passwords by what is known of leaks they were in")
              .tag("outcome", outcome.name().toLowerCase(Locale.ROOT))
              .register(meters));
    }
  }

  /** These rules over the offline ones; the offline ones alone where no service is named. */
  public static PasswordQuality over(PasswordQuality offline, ServiceContext service) {
    return service.oncePerProcess(
        "breached passwords",
        () -> {
          Optional<URI> address = RangeAddress.from(service.env());
          return address.isEmpty()
              ? offline
              : new BreachedPasswords(
                  offline,
                  new RangeService(service.vertx(), address.get()),
                  service.meters(),
                  service.clock());
        });
  }

  @Override
  public Optional<String> complaint(String password, EmailAddress email, DisplayName displayName) {
    return offline
        .complaint(password, email, displayName)
        .or(() -> isBreached(password) ? Optional.of(COMPLAINT) : Optional.empty());
  }

  private boolean isBreached(String password) {
    Outcome outcome = look(sha1(password));
    outcomes.get(outcome).increment();
    return outcome == Outcome.BREACHED;
  }

  private Outcome look(String sha1) {
    if (clock.instant().isBefore(askAgainAt) || !atOnce.tryAcquire()) {
      return Outcome.SKIPPED;
    }
    try {
      return breaches
          .has(sha1)
          .map(found -> found ? Outcome.BREACHED : Outcome.CLEAN)
          .otherwise(this::failed)
          .await();
    } finally {
      atOnce.release();
    }
  }

  private Outcome failed(Throwable cause) {
    askAgainAt = clock.instant().plus(PAUSE);
    LOG.warn(
        "nobody tells whether passwords are breached, so they are taken without for {} s: {}",
        PAUSE.toSeconds(),
        cause.toString());
    return Outcome.UNAVAILABLE;
  }

  private static String sha1(String password) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-1").digest(password.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().withUpperCase().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-1", e);
    }
  }
}
