package dev.dizhtime.auth.model;

/** Whether admins need a second factor. */
public enum AdminSecondFactor {
  /** Without one, an admin's token does not give the role. */
  REQUIRED,
  /** It is theirs to choose; for a machine of one's own. */
  OPTIONAL
}
