package dev.dizhtime.contracts;

import dev.dizhtime.contracts.delivery.CancelDelivery;
import dev.dizhtime.contracts.delivery.DeliveryAbandoned;
import dev.dizhtime.contracts.delivery.DeliveryAssigned;
import dev.dizhtime.contracts.delivery.DeliveryCancelled;
import dev.dizhtime.contracts.delivery.DeliveryDelivered;
import dev.dizhtime.contracts.delivery.DeliveryOffered;
import dev.dizhtime.contracts.delivery.DeliveryPickedUp;
import dev.dizhtime.contracts.delivery.DeliveryRequested;
import dev.dizhtime.contracts.delivery.DeliveryUnassigned;
import dev.dizhtime.contracts.delivery.DeliveryUndeliverable;
import dev.dizhtime.contracts.delivery.DriverPositionReported;
import dev.dizhtime.contracts.delivery.ReassignDelivery;
import dev.dizhtime.contracts.delivery.RequestDelivery;
import dev.dizhtime.contracts.notification.NotificationCreated;
import dev.dizhtime.contracts.order.OrderAccepted;
import dev.dizhtime.contracts.order.OrderCancelled;
import dev.dizhtime.contracts.order.OrderDelivered;
import dev.dizhtime.contracts.order.OrderFailed;
import dev.dizhtime.contracts.order.OrderFunded;
import dev.dizhtime.contracts.order.OrderPickedUp;
import dev.dizhtime.contracts.order.OrderPlaced;
import dev.dizhtime.contracts.order.OrderPreparing;
import dev.dizhtime.contracts.order.OrderReady;
import dev.dizhtime.contracts.order.OrderRefunded;
import dev.dizhtime.contracts.order.OrderRejected;
import dev.dizhtime.contracts.order.OrderScheduled;
import dev.dizhtime.contracts.order.OrderSettled;
import dev.dizhtime.contracts.order.OrderUndelivered;
import dev.dizhtime.contracts.restaurant.RestaurantPublished;
import dev.dizhtime.contracts.restaurant.RestaurantUnpublished;
import dev.dizhtime.contracts.restaurant.StockRefused;
import dev.dizhtime.contracts.restaurant.StockTaken;
import dev.dizhtime.contracts.user.AccountDeleted;
import dev.dizhtime.contracts.user.SecurityEventRecorded;
import dev.dizhtime.contracts.user.SendAccountMail;
import dev.dizhtime.contracts.user.UserRegistered;
import dev.dizhtime.contracts.wallet.AdjustFunds;
import dev.dizhtime.contracts.wallet.AdjustmentRefused;
import dev.dizhtime.contracts.wallet.CaptureFunds;
import dev.dizhtime.contracts.wallet.FundsAdjusted;
import dev.dizhtime.contracts.wallet.FundsCaptured;
import dev.dizhtime.contracts.wallet.FundsExpired;
import dev.dizhtime.contracts.wallet.FundsRefused;
import dev.dizhtime.contracts.wallet.FundsReleased;
import dev.dizhtime.contracts.wallet.FundsReserved;
import dev.dizhtime.contracts.wallet.PayoutPaid;
import dev.dizhtime.contracts.wallet.PostTransfers;
import dev.dizhtime.contracts.wallet.ReleaseFunds;
import dev.dizhtime.contracts.wallet.ReserveFunds;
import dev.dizhtime.contracts.wallet.TopUpChargedBack;
import dev.dizhtime.contracts.wallet.TopUpDeclined;
import dev.dizhtime.contracts.wallet.TransfersPosted;
import dev.dizhtime.contracts.wallet.TransfersRefused;
import dev.dizhtime.contracts.wallet.WalletToppedUp;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Every message of the platform. */
public final class Messages {
  /** All of them, by package and name. */
  public static final List<Class<? extends Message>> ALL =
      List.of(
          CancelDelivery.class,
          DeliveryAbandoned.class,
          DeliveryAssigned.class,
          DeliveryCancelled.class,
          DeliveryDelivered.class,
          DeliveryOffered.class,
          DeliveryPickedUp.class,
          DeliveryRequested.class,
          DeliveryUnassigned.class,
          DeliveryUndeliverable.class,
          DriverPositionReported.class,
          ReassignDelivery.class,
          RequestDelivery.class,
          NotificationCreated.class,
          OrderAccepted.class,
          OrderCancelled.class,
          OrderDelivered.class,
          OrderFailed.class,
          OrderFunded.class,
          OrderPickedUp.class,
          OrderPlaced.class,
          OrderPreparing.class,
          OrderReady.class,
          OrderRefunded.class,
          OrderRejected.class,
          OrderScheduled.class,
          OrderSettled.class,
          OrderUndelivered.class,
          RestaurantPublished.class,
          RestaurantUnpublished.class,
          StockRefused.class,
          StockTaken.class,
          AccountDeleted.class,
          SecurityEventRecorded.class,
          SendAccountMail.class,
          UserRegistered.class,
          AdjustFunds.class,
          AdjustmentRefused.class,
          CaptureFunds.class,
          FundsAdjusted.class,
          FundsCaptured.class,
          FundsExpired.class,
          FundsRefused.class,
          FundsReleased.class,
          FundsReserved.class,
          PayoutPaid.class,
          PostTransfers.class,
          ReleaseFunds.class,
          ReserveFunds.class,
          TopUpChargedBack.class,
          TopUpDeclined.class,
          TransfersPosted.class,
          TransfersRefused.class,
          WalletToppedUp.class);

  private static final Map<String, Class<? extends Message>> BY_TYPE =
      ALL.stream().collect(Collectors.toUnmodifiableMap(Messages::typeOf, Function.identity()));

  private Messages() {}

  /**
   * The name of a message on the wire.
   *
   * @throws IllegalArgumentException when the class carries no {@link MessageType}
   */
  public static String typeOf(Class<? extends Message> message) {
    return annotation(message).value();
  }

  /**
   * The topic that carries a message.
   *
   * @throws IllegalArgumentException when the class carries no {@link MessageType}
   */
  public static Topic topicOf(Class<? extends Message> message) {
    return annotation(message).topic();
  }

  /** The record that a type on the wire is read into; empty for a type we do not know. */
  public static Optional<Class<? extends Message>> byType(String type) {
    return Optional.ofNullable(BY_TYPE.get(type));
  }

  private static MessageType annotation(Class<? extends Message> message) {
    MessageType type = message.getAnnotation(MessageType.class);
    if (type == null) {
      throw new IllegalArgumentException(message.getName() + " carries no @MessageType");
    }
    return type;
  }
}
