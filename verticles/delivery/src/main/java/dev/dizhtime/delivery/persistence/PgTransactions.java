package dev.dizhtime.delivery.persistence;

import dev.dizhtime.delivery.usecase.Transactions;
import dev.dizhtime.runtime.postgres.Postgres;

/** Transactions of our database. */
public record PgTransactions(Postgres postgres) implements Transactions {
  @Override
  public <T> T run(Work<T> work) throws Exception {
    return postgres.inTransaction(tx -> work.run(new PgUnitOfWork(tx)));
  }
}
