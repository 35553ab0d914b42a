package dev.dizhtime.local.client;

/** The platform refused what we needed, or did not answer; the message is one sentence. */
public final class ApiException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public ApiException(String message) {
    super(message);
  }
}
