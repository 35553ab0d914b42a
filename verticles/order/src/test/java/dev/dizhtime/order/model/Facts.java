package dev.dizhtime.order.model;

import static dev.dizhtime.order.model.Given.DRIVER;

import dev.dizhtime.contracts.TransferId;
import dev.dizhtime.contracts.wallet.FundsRefused.Operation;
import dev.dizhtime.order.model.Fact.AdjustmentRefused;
import dev.dizhtime.order.model.Fact.CustomerCancels;
import dev.dizhtime.order.model.Fact.DeadlinePassed;
import dev.dizhtime.order.model.Fact.DeliveryCalledOff;
import dev.dizhtime.order.model.Fact.DriverAbandoned;
import dev.dizhtime.order.model.Fact.DriverAssigned;
import dev.dizhtime.order.model.Fact.DriverDelivered;
import dev.dizhtime.order.model.Fact.DriverPickedUp;
import dev.dizhtime.order.model.Fact.DriverUnassigned;
import dev.dizhtime.order.model.Fact.FundsAdjusted;
import dev.dizhtime.order.model.Fact.FundsCaptured;
import dev.dizhtime.order.model.Fact.FundsExpired;
import dev.dizhtime.order.model.Fact.FundsRefused;
import dev.dizhtime.order.model.Fact.FundsReleased;
import dev.dizhtime.order.model.Fact.FundsReserved;
import dev.dizhtime.order.model.Fact.OperatorActs;
import dev.dizhtime.order.model.Fact.RefundAsked;
import dev.dizhtime.order.model.Fact.RestaurantAccepts;
import dev.dizhtime.order.model.Fact.RestaurantClosed;
import dev.dizhtime.order.model.Fact.RestaurantIsReady;
import dev.dizhtime.order.model.Fact.RestaurantPrepares;
import dev.dizhtime.order.model.Fact.RestaurantRejects;
import dev.dizhtime.order.model.Fact.StockRefused;
import dev.dizhtime.order.model.Fact.StockTaken;
import dev.dizhtime.order.model.Fact.Undeliverable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** One of every sort of fact, by name. */
final class Facts {
  static final TransferId REFUND = new TransferId(new UUID(6, 1));
  static final Map<String, Fact> ALL = all();

  private Facts() {}

  private static Map<String, Fact> all() {
    Map<String, Fact> all = new LinkedHashMap<>();
    all.put("reserved", new FundsReserved(0));
    all.put("reserve refused", refused(Operation.RESERVE));
    all.put("capture refused", refused(Operation.CAPTURE));
    all.put("release refused", refused(Operation.RELEASE));
    all.put("captured", new FundsCaptured(0));
    all.put("released", new FundsReleased(0));
    all.put("expired", new FundsExpired(0));
    all.put("adjusted", new FundsAdjusted(REFUND));
    all.put("adjustment refused", new AdjustmentRefused(REFUND, "EXCEEDS_CAPTURED"));
    all.put("assigned", new DriverAssigned(DRIVER));
    all.put("unassigned", new DriverUnassigned(DRIVER, "DRIVER_DROPPED_OUT"));
    all.put("picked up", new DriverPickedUp(DRIVER));
    all.put("delivered", new DriverDelivered(DRIVER));
    all.put("abandoned", new DriverAbandoned(DRIVER, "ACCIDENT"));
    all.put("undeliverable", new Undeliverable(DRIVER, "CUSTOMER_UNREACHABLE"));
    all.put("called off", new DeliveryCalledOff("NO_DRIVER"));
    all.put("stock taken", new StockTaken());
    all.put("sold out", new StockRefused(List.of(Given.terms().lines().getFirst().itemId())));
    all.put("closed", new RestaurantClosed());
    all.put("accepts", new RestaurantAccepts());
    all.put("prepares", new RestaurantPrepares());
    all.put("is ready", new RestaurantIsReady());
    all.put("rejects", new RestaurantRejects("no dough left", List.of()));
    all.put("cancels", new CustomerCancels(null, Long.MAX_VALUE));
    all.put("asks for refund", new RefundAsked(refund(RefundRequest.Liable.PLATFORM, 100)));
    for (OperatorAction action : OperatorAction.values()) {
      all.put("operator " + action, new OperatorActs(action, "the customer called"));
    }
    for (DeadlineKind kind : DeadlineKind.values()) {
      all.put("passed " + kind, new DeadlinePassed(kind, 1));
    }
    return all;
  }

  static FundsRefused refused(Operation operation) {
    return new FundsRefused("INSUFFICIENT_FUNDS", 0, operation);
  }

  static RefundRequest refund(RefundRequest.Liable liable, long amountMinor) {
    return new RefundRequest(REFUND, List.of(), amountMinor, liable, "cold");
  }
}
