package dev.dizhtime.order.model;

import dev.dizhtime.contracts.Money;
import dev.dizhtime.contracts.UserId;
import dev.dizhtime.contracts.order.Charges;
import dev.dizhtime.contracts.wallet.Leg;
import dev.dizhtime.contracts.wallet.Leg.Payee;
import dev.dizhtime.contracts.wallet.Movement;
import dev.dizhtime.contracts.wallet.Party;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** Who gets what of an order's money, at each of its ends. */
final class Payout {
  private Payout() {}

  /** Everyone gets their share. */
  static Capture delivered(Order order, UserId driver) {
    Charges charges = order.terms().charges();
    return new Capture(charges.total(), charges.discount(), legs(order, driver));
  }

  /** Everyone but for the tip, which the customer did not get to give. */
  static Capture undelivered(Order order, UserId driver) {
    return paying(
        order, legs(order, driver).stream().filter(leg -> leg.payee() != Payee.TIP).toList());
  }

  /** What calling an order off costs its customer in the state that it is in. */
  static Capture cancelled(Order order, SagaRules rules) {
    return switch (order.state()) {
      case ACCEPTED -> fee(order, rules.cancelFeeMinor());
      case PREPARING, READY -> paying(order, madeForNothing(order));
      default -> paying(order, List.of());
    };
  }

  /** A fee for the restaurant, at most what the order costs. */
  private static Capture fee(Order order, long feeMinor) {
    Money total = order.terms().charges().total();
    Money fee = new Money(Math.min(feeMinor, total.amountMinor()), total.currency());
    Leg leg = new Leg(Payee.RESTAURANT, order.terms().restaurantId().value(), fee);
    return new Capture(
        fee, Money.zero(total.currency()), fee.amountMinor() == 0 ? List.of() : List.of(leg));
  }

  /** Items and tax, and the way if someone is on it. */
  private static List<Leg> madeForNothing(Order order) {
    List<Payee> due = new ArrayList<>(List.of(Payee.RESTAURANT, Payee.COMMISSION, Payee.TAX));
    if (order.driverId() != null) {
      due.add(Payee.DRIVER);
    }
    return legs(order, order.driverId()).stream().filter(leg -> due.contains(leg.payee())).toList();
  }

  /** What the promotion took off the price it takes off here too, as far as there is something. */
  private static Capture paying(Order order, List<Leg> legs) {
    Charges charges = order.terms().charges();
    String currency = charges.items().currency();
    long sum = legs.stream().mapToLong(leg -> leg.amount().amountMinor()).sum();
    long subsidy = Math.min(sum, charges.discount().amountMinor());
    return new Capture(new Money(sum - subsidy, currency), new Money(subsidy, currency), legs);
  }

  /**
   * All shares; their sum is the order's total and its discount. The restaurant gets what the
   * commission leaves of the items, so no rounding is lost. A share of nothing is left out.
   *
   * @param driver null when nobody brings it; the driver's shares are left out then
   */
  static List<Leg> legs(Order order, UserId driver) {
    Charges charges = order.terms().charges();
    Stream<Leg> ofDriver =
        driver == null
            ? Stream.of()
            : Stream.of(
                new Leg(Payee.DRIVER, driver.value(), charges.delivery()),
                new Leg(Payee.TIP, driver.value(), charges.tip()));
    Money commission = charges.items().basisPoints(order.commissionBasisPoints());
    return Stream.of(
            Stream.of(restaurant(order)),
            ofDriver,
            Stream.of(
                new Leg(Payee.COMMISSION, null, commission),
                new Leg(Payee.TAX, null, charges.tax()),
                new Leg(Payee.DELIVERY_FEE, null, charges.smallOrderFee())))
        .flatMap(each -> each)
        .filter(leg -> leg.amount().amountMinor() > 0)
        .toList();
  }

  /** What the restaurant gets for its work. */
  static Leg restaurant(Order order) {
    Money items = order.terms().charges().items();
    UUID owner = order.terms().restaurantId().value();
    return new Leg(
        Payee.RESTAURANT, owner, items.minus(items.basisPoints(order.commissionBasisPoints())));
  }

  /** The same shares, out of the platform's own pocket. */
  static List<Movement> byPlatform(List<Leg> legs) {
    return legs.stream()
        .filter(leg -> leg.amount().amountMinor() > 0)
        .map(
            leg ->
                new Movement(Party.PLATFORM, null, party(leg.payee()), leg.ownerId(), leg.amount()))
        .toList();
  }

  private static Party party(Payee payee) {
    return switch (payee) {
      case RESTAURANT -> Party.RESTAURANT;
      case DRIVER, TIP -> Party.DRIVER;
      case COMMISSION -> Party.COMMISSION;
      case TAX -> Party.TAX;
      case DELIVERY_FEE -> Party.DELIVERY_FEE;
    };
  }
}
