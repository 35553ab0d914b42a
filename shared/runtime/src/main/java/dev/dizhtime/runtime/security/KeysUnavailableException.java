package dev.dizhtime.runtime.security;

/** No key of auth's has ever been read, so nothing can be said about a token yet. */
public final class KeysUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public KeysUnavailableException(Throwable cause) {
    super("the keys that tokens are checked with can't be read", cause);
  }
}
