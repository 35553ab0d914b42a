package dev.dizhtime.auth.model;

import dev.dizhtime.contracts.UserId;

/**
 * Something that matters to the security of an account or of the platform.
 *
 * @param userId whose account it is about; null when it is about none
 * @param actorId who did it, when that is somebody else; else null
 * @param device what the client called itself; null when that is not known
 * @param detail more of it, never a secret; or null
 */
public record SecurityEvent(
    Kind kind, UserId userId, UserId actorId, String device, String detail) {
  /** What happened. */
  public enum Kind {
    REGISTERED,
    LOGGED_IN,
    LOG_IN_FAILED,
    LOGGED_OUT,
    SESSION_ENDED,
    SESSIONS_ENDED,
    REFRESH_TOKEN_REUSED,
    PASSWORD_CHANGED,
    PASSWORD_RESET_REQUESTED,
    PASSWORD_RESET,
    EMAIL_VERIFIED,
    SECOND_FACTOR_ADDED,
    SECOND_FACTOR_REMOVED,
    SECOND_FACTOR_FAILED,
    RECOVERY_CODE_USED,
    RECOVERY_CODES_RENEWED,
    KEY_ADDED,
    KEYS_REPLACED,
    CLIENT_REGISTERED,
    CLIENT_CHANGED,
    CLIENT_REMOVED,
    CLIENT_LET_IN,
    CLIENT_SHUT_OUT,
    CODE_REUSED,
    STAFF_INVITED,
    STAFF_JOINED,
    STAFF_REMOVED,
    ROLES_CHANGED,
    DELETION_PLANNED,
    DELETION_CANCELLED,
    ACCOUNT_DELETED,
    DATA_EXPORTED
  }

  /** Something about an account. */
  public static SecurityEvent of(Kind kind, UserId userId) {
    return new SecurityEvent(kind, userId, null, null, null);
  }

  /** The same with what the client calls itself. */
  public SecurityEvent on(String client) {
    return new SecurityEvent(kind, userId, actorId, client, detail);
  }

  /** The same, done by somebody who may be somebody else. */
  public SecurityEvent by(UserId actor) {
    return new SecurityEvent(kind, userId, actor, device, detail);
  }

  /** The same with more of it. */
  public SecurityEvent with(String more) {
    return new SecurityEvent(kind, userId, actorId, device, more);
  }
}
