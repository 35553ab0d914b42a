package dev.dizhtime.auth.usecase;

import dev.dizhtime.auth.model.KeySchedule;
import dev.dizhtime.auth.usecase.SealedKeys.SealedKey;
import dev.dizhtime.contracts.UserId;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes signing keys into use and out of it. Nobody notices: a key is published long before it
 * signs, and long after.
 */
public final class RotateKeys {
  private static final Logger LOG = LoggerFactory.getLogger(RotateKeys.class);

  private final SealedKeys keys;
  private final SigningKeyring keyring;
  private final KeySchedule schedule;
  private final Clock clock;

  public RotateKeys(SealedKeys keys, SigningKeyring keyring, KeySchedule schedule, Clock clock) {
    this.keys = keys;
    this.keyring = keyring;
    this.schedule = schedule;
    this.clock = clock;
  }

  /** A key and when it begins to sign. */
  public record Successor(String kid, Instant activeFrom) {}

  /**
   * Does what the schedule asks for, and reads the keys again; several instances may do so at once.
   */
  public void keepSchedule() throws Exception {
    Instant now = now();
    Optional<Instant> last = keys.all().stream().map(SealedKey::activeFrom).findFirst();
    if (last.isEmpty()) {
      keys.addUnlessOneFrom(Instant.EPOCH, () -> keyring.make(now), null);
    } else if (schedule.successorDue(last.get(), now)) {
      begin(now, null);
    }
    int forgotten = keys.forgetThoseSucceededBefore(schedule.neededSince(now));
    if (forgotten > 0) {
      LOG.info("{} signing keys are forgotten", forgotten);
    }
    keyring.reload();
  }

  /**
   * Has another key sign as soon as everyone knows it; the one that already waits, if there is.
   *
   * @param by the admin who wants it
   */
  public Successor rotate(UserId by) throws Exception {
    Successor successor = begin(now(), by);
    keyring.reload();
    return successor;
  }

  /**
   * For a key that someone else may have: another one signs at once and all others are forgotten.
   * Every access token becomes worthless as soon as the services look for keys again.
   *
   * @param by the admin who wants it
   */
  public Successor replace(UserId by) throws Exception {
    Instant now = now();
    SealedKey fresh = keyring.make(now);
    int forgotten = keys.replaceAllBy(fresh, by);
    LOG.warn("signing key {} replaces {} others at once", fresh.kid(), forgotten);
    keyring.reload();
    return new Successor(fresh.kid(), now);
  }

  private Successor begin(Instant now, UserId by) throws Exception {
    SealedKey fresh = keyring.make(schedule.turnOf(now));
    SealedKey chosen =
        keys.addUnlessOneFrom(now.plus(1, ChronoUnit.MICROS), () -> fresh, by).orElse(fresh);
    return new Successor(chosen.kid(), chosen.activeFrom());
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
