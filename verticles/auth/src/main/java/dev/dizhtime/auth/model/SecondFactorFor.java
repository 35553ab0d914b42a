package dev.dizhtime.auth.model;

/** Whose log-in takes more than a password. */
public enum SecondFactorFor {
  /** Admins', as {@link AdminSecondFactor} says, and that of whoever has added an app. */
  ADMINS,
  /** Everybody's: whoever has no app is mailed a code. */
  EVERYBODY
}
