package dev.dizhtime.auth.usecase;

/** Hashes passwords, slowly on purpose, and never too many at once. */
public interface Passwords {
  /**
   * The hash of a password, with its salt and parameters.
   *
   * @throws BusyException when too many wait already
   */
  String hash(String password);

  /**
   * Whether the password has this hash.
   *
   * @throws BusyException when too many wait already
   */
  boolean matches(String password, String hash);

  /**
   * Takes as long as {@link #matches} does and finds nothing; for accounts that do not exist.
   *
   * @throws BusyException when too many wait already
   */
  void pretend(String password);

  /** Too many passwords wait to be hashed; try again soon. */
  final class BusyException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public BusyException() {
      super("too many log-ins at once", null, false, false);
    }
  }
}
