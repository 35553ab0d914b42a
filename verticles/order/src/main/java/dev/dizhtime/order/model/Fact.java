package dev.dizhtime.order.model;

import dev.dizhtime.contracts.MenuItemId;
import dev.dizhtime.contracts.Message;
import dev.dizhtime.contracts.TransferId;
import dev.dizhtime.contracts.UserId;
import dev.dizhtime.contracts.delivery.DeliveryAbandoned;
import dev.dizhtime.contracts.delivery.DeliveryAssigned;
import dev.dizhtime.contracts.delivery.DeliveryCancelled;
import dev.dizhtime.contracts.delivery.DeliveryDelivered;
import dev.dizhtime.contracts.delivery.DeliveryPickedUp;
import dev.dizhtime.contracts.delivery.DeliveryUnassigned;
import dev.dizhtime.contracts.delivery.DeliveryUndeliverable;
import dev.dizhtime.contracts.wallet.FundsRefused.Operation;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Something that happened out there and that the saga is told. */
public sealed interface Fact {
  /** What a person asks for; out of turn it is refused, not ignored. */
  sealed interface Action extends Fact {}

  /** What another service reports, or the clock; out of turn it is ignored. */
  sealed interface Report extends Fact {}

  record FundsReserved(int attempt) implements Report {}

  /**
   * @param reason the wallet's code
   * @param operation what was asked for; null from senders that did not tell
   */
  record FundsRefused(String reason, int attempt, Operation operation) implements Report {}

  record FundsCaptured(int attempt) implements Report {}

  record FundsReleased(int attempt) implements Report {}

  record FundsExpired(int attempt) implements Report {}

  record FundsAdjusted(TransferId adjustmentId) implements Report {}

  record AdjustmentRefused(TransferId adjustmentId, String reason) implements Report {}

  record DriverAssigned(UserId driverId) implements Report {}

  record DriverUnassigned(UserId driverId, String reason) implements Report {}

  record DriverPickedUp(UserId driverId) implements Report {}

  record DriverDelivered(UserId driverId) implements Report {}

  record DriverAbandoned(UserId driverId, String reason) implements Report {}

  record Undeliverable(UserId driverId, String reason) implements Report {}

  record DeliveryCalledOff(String reason) implements Report {}

  record StockTaken() implements Report {}

  record StockRefused(List<MenuItemId> itemIds) implements Report {}

  record RestaurantClosed() implements Report {}

  /**
   * @param attempt how many times it was set for the same wait, from 1
   */
  record DeadlinePassed(DeadlineKind kind, int attempt) implements Report {}

  record RestaurantAccepts() implements Action {}

  record RestaurantPrepares() implements Action {}

  record RestaurantIsReady() implements Action {}

  /**
   * @param reason for the customer, 1 to 300 characters
   * @param itemIds what it can't make; may be none
   */
  record RestaurantRejects(String reason, List<MenuItemId> itemIds) implements Action {}

  /**
   * @param reason null when none was given
   * @param maxCostMinor what the customer is ready to pay for it
   */
  record CustomerCancels(String reason, long maxCostMinor) implements Action {}

  /** Money back for what was paid. */
  record RefundAsked(RefundRequest request) implements Action {}

  /**
   * @param reason in words, 1 to 300 characters
   */
  record OperatorActs(OperatorAction action, String reason) implements Action {}

  /** What the step that it causes is called in the saga log. */
  default String step() {
    return switch (this) {
      case FundsReserved _ -> "funds reserved";
      case FundsRefused _ -> "funds refused";
      case FundsCaptured _ -> "funds captured";
      case FundsReleased _ -> "funds released";
      case FundsExpired _ -> "funds expired";
      case FundsAdjusted _ -> "funds adjusted";
      case AdjustmentRefused _ -> "adjustment refused";
      case DriverAssigned _ -> "driver assigned";
      case DriverUnassigned _ -> "driver unassigned";
      case DriverPickedUp _ -> "picked up";
      case DriverDelivered _ -> "delivered";
      case DriverAbandoned _ -> "abandoned by the driver";
      case Undeliverable _ -> "could not be handed over";
      case DeliveryCalledOff _ -> "delivery called off";
      case StockTaken _ -> "stock taken";
      case StockRefused _ -> "sold out";
      case RestaurantClosed _ -> "restaurant closed";
      case DeadlinePassed(DeadlineKind kind, _) -> kind.words() + " deadline passed";
      case RestaurantAccepts _ -> "accepted";
      case RestaurantPrepares _ -> "preparation started";
      case RestaurantIsReady _ -> "ready";
      case RestaurantRejects _ -> "rejected";
      case CustomerCancels _ -> "cancelled by the customer";
      case RefundAsked _ -> "refund asked for";
      case OperatorActs acts ->
          "operator: " + acts.action().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    };
  }

  /** The message that carried it; empty for what people do in person, and for the clock. */
  default Optional<Class<? extends Message>> message() {
    return switch (this) {
      case Action _, RestaurantClosed _, DeadlinePassed _ -> Optional.empty();
      case FundsReserved _ -> Optional.of(dev.dizhtime.contracts.wallet.FundsReserved.class);
      case FundsRefused _ -> Optional.of(dev.dizhtime.contracts.wallet.FundsRefused.class);
      case FundsCaptured _ -> Optional.of(dev.dizhtime.contracts.wallet.FundsCaptured.class);
      case FundsReleased _ -> Optional.of(dev.dizhtime.contracts.wallet.FundsReleased.class);
      case FundsExpired _ -> Optional.of(dev.dizhtime.contracts.wallet.FundsExpired.class);
      case FundsAdjusted _ -> Optional.of(dev.dizhtime.contracts.wallet.FundsAdjusted.class);
      case AdjustmentRefused _ ->
          Optional.of(dev.dizhtime.contracts.wallet.AdjustmentRefused.class);
      case DriverAssigned _ -> Optional.of(DeliveryAssigned.class);
      case DriverUnassigned _ -> Optional.of(DeliveryUnassigned.class);
      case DriverPickedUp _ -> Optional.of(DeliveryPickedUp.class);
      case DriverDelivered _ -> Optional.of(DeliveryDelivered.class);
      case DriverAbandoned _ -> Optional.of(DeliveryAbandoned.class);
      case Undeliverable _ -> Optional.of(DeliveryUndeliverable.class);
      case DeliveryCalledOff _ -> Optional.of(DeliveryCancelled.class);
      case StockTaken _ -> Optional.of(dev.dizhtime.contracts.restaurant.StockTaken.class);
      case StockRefused _ -> Optional.of(dev.dizhtime.contracts.restaurant.StockRefused.class);
    };
  }
}
