package dev.dizhtime.auth.usecase;

import java.time.Duration;

/** What comes of a log-in. */
public sealed interface LogInOutcome {
  /** Welcome. */
  record LoggedIn(Tokens tokens) implements LogInOutcome {}

  /** The password is right; a code has to come with this challenge. */
  record SecondFactorNeeded(LogInChallenges.Challenge challenge) implements LogInOutcome {}

  /** The password is right, but no more codes are mailed at present. */
  record TooManyMails(Duration delay) implements LogInOutcome {}

  /** There is no such account, or the password is another; nobody is told which. */
  record Refused() implements LogInOutcome {}

  /** Too many tries failed; it was not even looked at. */
  record Throttled(Duration delay) implements LogInOutcome {}
}
