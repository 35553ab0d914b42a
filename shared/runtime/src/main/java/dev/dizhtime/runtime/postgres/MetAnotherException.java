package dev.dizhtime.runtime.postgres;

/**
 * The work of a transaction rests on something that another transaction has changed meanwhile. It
 * is rolled back and done again, see {@link Postgres#inTransaction}.
 */
public final class MetAnotherException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Says what was met; the cause may be null. */
  public MetAnotherException(String message, Throwable cause) {
    super(message, cause);
  }
}
