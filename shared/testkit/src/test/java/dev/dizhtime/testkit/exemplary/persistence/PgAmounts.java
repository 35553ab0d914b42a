package dev.dizhtime.testkit.exemplary.persistence;

import dev.dizhtime.testkit.exemplary.model.Amount;
import dev.dizhtime.testkit.exemplary.usecase.Amounts;
import java.sql.Connection;

public record PgAmounts(Connection connection) implements Amounts {
  @Override
  public void add(Amount amount) {}
}
