package dev.dizhtime.order.model;

import dev.dizhtime.contracts.Money;
import dev.dizhtime.contracts.wallet.Leg;
import java.util.List;

/**
 * What an order comes to in the end.
 *
 * @param amount what the customer pays
 * @param subsidy what the platform adds for a promotion; may be zero
 * @param legs who gets it; their sum is amount and subsidy together
 */
public record Capture(Money amount, Money subsidy, List<Leg> legs) {
  public Capture {
    legs = List.copyOf(legs);
  }

  /** Whether the customer pays anything. */
  boolean takesMoney() {
    return amount.amountMinor() > 0;
  }
}
