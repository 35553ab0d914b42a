package dev.dizhtime.auth.usecase;

import java.time.Duration;

/** What comes of a log-in. */
public sealed interface LogInOutcome {
  /** Welcome. */
  record LoggedIn(Tokens tokens) implements LogInOutcome {}

  /** The password is right; a code has to come with this challenge. Never prints it. */
  record SecondFactorNeeded(String challenge) implements LogInOutcome {
    @Override
    public String toString() {
      return "SecondFactorNeeded[***]";
    }
  }

  /** There is no such account, or the password is another; nobody is told which. */
  record Refused() implements LogInOutcome {}

  /** Too many tries failed; it was not even looked at. */
  record Throttled(Duration delay) implements LogInOutcome {}
}
