package dev.dizhtime.order.model;

import static dev.dizhtime.order.model.Transition.ignore;
import static dev.dizhtime.order.model.Transition.refuse;

import dev.dizhtime.contracts.Money;
import dev.dizhtime.contracts.order.OrderLine;
import dev.dizhtime.contracts.wallet.Movement;
import dev.dizhtime.contracts.wallet.Party;
import dev.dizhtime.order.model.Adjustment.Kind;
import dev.dizhtime.order.model.Adjustment.Progress;
import dev.dizhtime.order.model.Adjustment.RefundLine;
import dev.dizhtime.order.model.Settling.Step;
import dev.dizhtime.order.model.Transition.Refused;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Money back for what was paid. All refunds of an order together are at most what its customer
 * paid, also those that the wallet has not answered yet; a line is given back once.
 */
record RefundStage(Order order, Instant now) {
  Transition asked(RefundRequest request) {
    if (order.funds() != Funds.CAPTURED) {
      return refuse(order, "refunded: it is not paid");
    }
    if (order.purse().find(request.refundId()).isPresent()) {
      return ignore("the same refund was asked for before");
    }
    if (request.liable() == RefundRequest.Liable.DRIVER && order.driverId() == null) {
      return value("liable: no driver brought the order");
    }
    if (order.purse().adjustments().size() >= Purse.MAX_ADJUSTMENTS) {
      return value("reason: the order has had its %d refunds".formatted(Purse.MAX_ADJUSTMENTS));
    }
    return request.lines().isEmpty() ? ofAmount(request) : ofLines(request);
  }

  private Transition ofAmount(RefundRequest request) {
    return request.amountMinor() > leftMinor()
        ? value("amountMinor: is more than is left of what was paid, %d".formatted(leftMinor()))
        : refund(request, request.amountMinor(), 0);
  }

  private Transition ofLines(RefundRequest request) {
    Map<Integer, Integer> given = givenBack();
    List<OrderLine> ordered = order.terms().lines();
    long itemsMinor = 0;
    for (RefundLine each : request.lines()) {
      if (each.line() < 0 || each.line() >= ordered.size()) {
        return value("lines: there is no line %d".formatted(each.line()));
      }
      OrderLine line = ordered.get(each.line());
      if (given.merge(each.line(), each.quantity(), Integer::sum) > line.quantity()) {
        return value(
            "lines: more of line %d than was ordered and not refunded".formatted(each.line()));
      }
      itemsMinor += line.unitPrice().times(each.quantity()).amountMinor();
    }
    // A promotion may have paid a part, so the last line may bring less than its price.
    long leftMinor = leftMinor();
    long fromLiable = Math.min(itemsMinor, leftMinor);
    long fromTax = Math.min(taxOf(itemsMinor), leftMinor - fromLiable);
    return fromLiable == 0
        ? value("lines: nothing is left of what was paid")
        : refund(request, fromLiable, fromTax);
  }

  private Map<Integer, Integer> givenBack() {
    Map<Integer, Integer> given = new HashMap<>();
    order.purse().refunds().stream()
        .filter(each -> !each.is(Progress.REFUSED))
        .flatMap(each -> each.lines().stream())
        .forEach(each -> given.merge(each.line(), each.quantity(), Integer::sum));
    return given;
  }

  /** The part of the tax that goes with some of the items, rounded down. */
  private long taxOf(long itemsMinor) {
    long all = order.terms().charges().items().amountMinor();
    long tax = order.terms().charges().tax().amountMinor();
    return all == 0
        ? 0
        : BigInteger.valueOf(tax)
            .multiply(BigInteger.valueOf(itemsMinor))
            .divide(BigInteger.valueOf(all))
            .longValueExact();
  }

  private long leftMinor() {
    long given =
        order.purse().refunds().stream()
            .filter(each -> !each.is(Progress.REFUSED))
            .mapToLong(each -> each.amount().amountMinor())
            .sum();
    return order.purse().capture().amount().amountMinor() - given;
  }

  private Transition refund(RefundRequest request, long fromLiableMinor, long fromTaxMinor) {
    String currency = order.terms().charges().items().currency();
    UUID customer = order.terms().customerId().value();
    List<Movement> movements = new ArrayList<>();
    movements.add(
        new Movement(
            party(request),
            owner(request),
            Party.CUSTOMER,
            customer,
            new Money(fromLiableMinor, currency)));
    if (fromTaxMinor > 0) {
      movements.add(
          new Movement(
              Party.TAX, null, Party.CUSTOMER, customer, new Money(fromTaxMinor, currency)));
    }
    var refund =
        new Adjustment(
            request.refundId(),
            Kind.REFUND,
            Progress.PLANNED,
            movements,
            new Money(fromLiableMinor + fromTaxMinor, currency),
            request.lines(),
            request.reason(),
            now);
    Order next = order.with(order.purse().plus(List.of(refund)));
    return Settling.flush(Step.of(next, request.reason()), now);
  }

  private static Party party(RefundRequest request) {
    return switch (request.liable()) {
      case RESTAURANT -> Party.RESTAURANT;
      case DRIVER -> Party.DRIVER;
      case PLATFORM -> Party.PLATFORM;
    };
  }

  private UUID owner(RefundRequest request) {
    return switch (request.liable()) {
      case RESTAURANT -> order.terms().restaurantId().value();
      case DRIVER -> order.driverId().value();
      case PLATFORM -> null;
    };
  }

  /** The field stands before the colon. */
  private static Refused value(String fieldAndReason) {
    return new Refused(Refused.Kind.VALUE, fieldAndReason);
  }
}
