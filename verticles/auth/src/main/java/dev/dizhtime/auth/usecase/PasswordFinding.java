package dev.dizhtime.auth.usecase;

import java.time.Duration;

/** Whether someone knows an account's password. */
public sealed interface PasswordFinding {
  /** They know it. */
  record Right(Recognized who) implements PasswordFinding {}

  /** They do not, or there is no such account. */
  record Wrong() implements PasswordFinding {}

  /** Too many tries failed before; this one was not looked at. */
  record NotNow(Duration delay) implements PasswordFinding {}
}
