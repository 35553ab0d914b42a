package dev.dizhtime.auth.usecase;

import java.time.Duration;
import java.util.Locale;

/** Log-ins that wait for their second factor. */
public interface LogInChallenges {
  /** Where somebody finds their code. */
  enum Method {
    /** In their authenticator app, or among their recovery codes. */
    APP,
    /** In a mail that was sent for this log-in. */
    MAIL;

    /** Its name on the wire. */
    public String wireName() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * A log-in that waits. Never prints what it is known by.
   *
   * @param token what is shown with the code
   */
  record Challenge(String token, Method method) {
    @Override
    public String toString() {
      return "Challenge[***, " + method + "]";
    }
  }

  /** What a log-in takes besides what was right already. */
  sealed interface Demand {
    /** Nothing. */
    record Nothing() implements Demand {}

    /** Nothing helps: what was right is not any more. */
    record Overtaken() implements Demand {}

    /** A code, with this challenge. */
    record Code(Challenge challenge) implements Demand {}

    /** A code that is not mailed, because too many were, and when there may be one again. */
    record TooManyMails(Duration delay) implements Demand {}
  }

  /**
   * Decides it for somebody whose password, or outside provider, was right; the only place where it
   * is decided. Where it is a code, the log-in waits from now on, and a mail is on its way if it
   * needs one.
   */
  Demand demand(Recognized who) throws Exception;
}
