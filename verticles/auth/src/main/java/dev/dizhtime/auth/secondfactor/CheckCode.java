package dev.dizhtime.auth.secondfactor;

import dev.dizhtime.auth.audit.SecurityLog;
import dev.dizhtime.auth.model.SecurityEvent;
import dev.dizhtime.auth.usecase.LogInThrottle;
import dev.dizhtime.contracts.UserId;
import dev.dizhtime.runtime.postgres.Postgres;
import dev.dizhtime.runtime.postgres.Tx;
import java.time.Duration;
import java.util.Optional;

/**
 * Finds out whether somebody has the second factor, an app or their mail, as slowly for those who
 * guess as with passwords. The failures are counted apart from those of the password, so that
 * knowing it does not make guessing codes quick.
 */
public final class CheckCode {
  private final Postgres postgres;
  private final SecondFactors factors;
  private final LogInThrottle throttle;
  private final SecurityLog log;

  /** What was found. */
  sealed interface Finding<T> {
    /** The code was good and is used; what was done with it. */
    record Good<T>(T result) implements Finding<T> {}

    /** It was not. */
    record Wrong<T>() implements Finding<T> {}

    /** Too many were wrong before; this one was not looked at. */
    record NotNow<T>(Duration delay) implements Finding<T> {}
  }

  public CheckCode(
      Postgres postgres, SecondFactors factors, LogInThrottle throttle, SecurityLog log) {
    this.postgres = postgres;
    this.factors = factors;
    this.throttle = throttle;
    this.log = log;
  }

  /** Does something in the transaction that uses the code of an app up, if it is good. */
  <T> Finding<T> check(UserId userId, String code, Postgres.Work<T> then) throws Exception {
    return check(userId, tx -> factors.use(tx, userId, code), then);
  }

  /**
   * The same for any code.
   *
   * @param use whether it is good; uses it up then
   */
  <T> Finding<T> check(UserId userId, Postgres.Work<Boolean> use, Postgres.Work<T> then)
      throws Exception {
    String subject = "second factor of " + userId;
    Optional<Duration> wait = throttle.begin(subject);
    if (wait.isPresent()) {
      return new Finding.NotNow<>(wait.get());
    }
    try {
      return find(userId, subject, use, then);
    } catch (Exception e) {
      throttle.undo(subject);
      throw e;
    }
  }

  private <T> Finding<T> find(
      UserId userId, String subject, Postgres.Work<Boolean> use, Postgres.Work<T> then)
      throws Exception {
    Optional<T> done =
        postgres.inTransaction(
            (Tx tx) -> use.run(tx) ? Optional.of(then.run(tx)) : Optional.<T>empty());
    if (done.isEmpty()) {
      log.record(SecurityEvent.of(SecurityEvent.Kind.SECOND_FACTOR_FAILED, userId));
      return new Finding.Wrong<>();
    }
    throttle.succeeded(subject);
    return new Finding.Good<>(done.get());
  }
}
