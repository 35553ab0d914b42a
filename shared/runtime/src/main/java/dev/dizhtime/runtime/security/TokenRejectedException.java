package dev.dizhtime.runtime.security;

/** A token is not one of ours, or no longer; the message says why, without the token. */
public final class TokenRejectedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public TokenRejectedException(String message) {
    super(message, null, false, false);
  }
}
