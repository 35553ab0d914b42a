package dev.dizhtime.gateway.tls;

/** A certificate or its key can't be used; the message says why, and never shows a key. */
public final class BadCertificateException extends Exception {
  private static final long serialVersionUID = 1L;

  BadCertificateException(String message, Throwable cause) {
    super(message, cause);
  }
}
