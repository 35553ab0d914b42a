package dev.dizhtime.auth.model;

/**
 * What has been shown of an account's owner.
 *
 * @param emailVerified whether they read the mails to their address
 * @param secondFactor whether a log-in needs a code as well
 */
public record Standing(boolean emailVerified, boolean secondFactor) {
  /** Of somebody who has just come. */
  public static final Standing NEW = new Standing(false, false);
}
