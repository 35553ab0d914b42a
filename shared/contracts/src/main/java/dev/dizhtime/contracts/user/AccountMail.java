package dev.dizhtime.contracts.user;

/** Why auth has somebody written to. */
public enum AccountMail {
  /** To confirm the address of an account; with a link. */
  VERIFY_EMAIL,
  /** To choose another password; with a link. */
  RESET_PASSWORD,
  /** To join the staff of a restaurant; with a link. */
  JOIN_STAFF,
  /** To finish a log-in; with a code. */
  LOG_IN_CODE,
  /** The password is another one now. */
  PASSWORD_CHANGED,
  /** A second factor was added. */
  SECOND_FACTOR_ADDED,
  /** The second factor was taken away. */
  SECOND_FACTOR_REMOVED,
  /** The account will be deleted. */
  DELETION_PLANNED
}
