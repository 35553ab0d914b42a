package dev.dizhtime.order.model;

import dev.dizhtime.contracts.Money;
import dev.dizhtime.contracts.UserId;
import dev.dizhtime.contracts.order.Charges;
import dev.dizhtime.contracts.wallet.Leg;
import dev.dizhtime.contracts.wallet.Leg.Payee;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** Who gets what of an order's money. */
final class Payout {
  private Payout() {}

  /**
   * The shares; their sum is the order's total. The restaurant gets what the commission leaves of
   * the items, so no rounding is lost. A share of nothing is left out.
   */
  static List<Leg> legs(Order order, UserId driver) {
    Charges charges = order.terms().charges();
    Money commission = charges.items().basisPoints(order.commissionBasisPoints());
    UUID restaurant = order.terms().restaurantId().value();
    return Stream.of(
            new Leg(Payee.RESTAURANT, restaurant, charges.items().minus(commission)),
            new Leg(Payee.DRIVER, driver.value(), charges.delivery()),
            new Leg(Payee.TIP, driver.value(), charges.tip()),
            new Leg(Payee.COMMISSION, null, commission),
            new Leg(Payee.TAX, null, charges.tax()))
        .filter(leg -> leg.amount().amountMinor() > 0)
        .toList();
  }
}
