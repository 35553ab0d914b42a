package dev.dizhtime.order.model;

import dev.dizhtime.contracts.Message;
import dev.dizhtime.contracts.UserId;
import dev.dizhtime.contracts.delivery.DeliveryAssigned;
import dev.dizhtime.contracts.delivery.DeliveryCancelled;
import dev.dizhtime.contracts.delivery.DeliveryDelivered;
import dev.dizhtime.contracts.delivery.DeliveryPickedUp;
import java.util.Optional;

/** Something that happened out there and that the saga is told. */
public sealed interface Fact {
  /** What the restaurant's owner says in person; out of turn it is refused, not ignored. */
  sealed interface Action extends Fact {}

  /** What another service reports; out of turn it is ignored. */
  sealed interface Report extends Fact {}

  record FundsReserved() implements Report {}

  /**
   * @param reason the wallet's code
   */
  record FundsRefused(String reason) implements Report {}

  record FundsCaptured() implements Report {}

  record FundsReleased() implements Report {}

  record DriverAssigned(UserId driverId) implements Report {}

  record DriverPickedUp(UserId driverId) implements Report {}

  record DriverDelivered(UserId driverId) implements Report {}

  record DeliveryCalledOff(String reason) implements Report {}

  record RestaurantAccepts() implements Action {}

  record RestaurantPrepares() implements Action {}

  record RestaurantIsReady() implements Action {}

  /**
   * @param reason for the customer, 1 to 300 characters
   */
  record RestaurantRejects(String reason) implements Action {}

  /** What the step that it causes is called in the saga log. */
  default String step() {
    return switch (this) {
      case FundsReserved _ -> "funds reserved";
      case FundsRefused _ -> "funds refused";
      case FundsCaptured _ -> "funds captured";
      case FundsReleased _ -> "funds released";
      case DriverAssigned _ -> "driver assigned";
      case DriverPickedUp _ -> "picked up";
      case DriverDelivered _ -> "delivered";
      case DeliveryCalledOff _ -> "delivery called off";
      case RestaurantAccepts _ -> "accepted";
      case RestaurantPrepares _ -> "preparation started";
      case RestaurantIsReady _ -> "ready";
      case RestaurantRejects _ -> "rejected";
    };
  }

  /** The message that carried it; empty for what people do in person. */
  default Optional<Class<? extends Message>> message() {
    return switch (this) {
      case Action _ -> Optional.empty();
      case FundsReserved _ -> Optional.of(dev.dizhtime.contracts.wallet.FundsReserved.class);
      case FundsRefused _ -> Optional.of(dev.dizhtime.contracts.wallet.FundsRefused.class);
      case FundsCaptured _ -> Optional.of(dev.dizhtime.contracts.wallet.FundsCaptured.class);
      case FundsReleased _ -> Optional.of(dev.dizhtime.contracts.wallet.FundsReleased.class);
      case DriverAssigned _ -> Optional.of(DeliveryAssigned.class);
      case DriverPickedUp _ -> Optional.of(DeliveryPickedUp.class);
      case DriverDelivered _ -> Optional.of(DeliveryDelivered.class);
      case DeliveryCalledOff _ -> Optional.of(DeliveryCancelled.class);
    };
  }
}
