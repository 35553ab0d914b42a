package dev.dizhtime.testkit.exemplary.usecase;

import dev.dizhtime.testkit.exemplary.model.Amount;

public interface Amounts {
  void add(Amount amount);
}
