package dev.dizhtime.delivery.usecase;

/** Runs a piece of work wholly or not at all. */
@FunctionalInterface
public interface Transactions {
  /** What is done; may be done again when it met another transaction. */
  @FunctionalInterface
  interface Work<T> {
    T run(UnitOfWork work) throws Exception;
  }

  /** Does the work and commits; what it throws rolls it back. */
  <T> T run(Work<T> work) throws Exception;
}
