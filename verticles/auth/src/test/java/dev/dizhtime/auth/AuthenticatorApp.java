package dev.dizhtime.auth;

import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;
import dev.dizhtime.testkit.DrivenClock;
import java.security.InvalidKeyException;
import java.time.Duration;
import java.time.Instant;
import javax.crypto.spec.SecretKeySpec;
import org.apache.commons.codec.binary.Base32;

/**
 * The app on somebody's phone, by the clock of the service that it gives codes to.
 *
 * @param secret as the service told it
 */
public record AuthenticatorApp(String secret, DrivenClock clock) {
  private static final Duration STEP = Duration.ofSeconds(30);

  /** For sixteen steps; a token that begins so far back is good for some minutes still. */
  private static final Duration BEHIND = Duration.ofMinutes(8);

  /**
   * Where the clock of a service begins that is put forward. Whoever checks tokens keeps the time
   * of day and takes none that is from the future, so that the clock stays behind it.
   */
  public static Instant begin() {
    return Instant.now().minus(BEHIND);
  }

  /** The code of now, which is an old one when the step ends. */
  public String code() {
    try {
      var key = new SecretKeySpec(new Base32().decode(secret), "HmacSHA1");
      return new TimeBasedOneTimePasswordGenerator()
          .generateOneTimePasswordString(key, clock.instant());
    } catch (InvalidKeyException e) {
      throw new AssertionError(e);
    }
  }

  /**
   * The code of the next step, to whose beginning the clock is put: nobody has used it, and it has
   * its whole half minute.
   */
  public String nextCode() {
    endStep();
    return code();
  }

  /** Puts the clock to where the present code is too old. */
  public void endStep() {
    clock.advance(Duration.ofMillis(STEP.toMillis() - clock.millis() % STEP.toMillis()));
  }
}
