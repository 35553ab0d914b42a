package dev.dizhtime.notification;

import dev.dizhtime.contracts.ConsumerGroup;
import dev.dizhtime.contracts.UserId;
import dev.dizhtime.contracts.delivery.DeliveryAbandoned;
import dev.dizhtime.contracts.delivery.DeliveryAssigned;
import dev.dizhtime.contracts.delivery.DeliveryEvent;
import dev.dizhtime.contracts.delivery.DeliveryOffered;
import dev.dizhtime.contracts.delivery.DeliveryUnassigned;
import dev.dizhtime.contracts.delivery.DeliveryUndeliverable;
import dev.dizhtime.contracts.order.OrderAccepted;
import dev.dizhtime.contracts.order.OrderCancelled;
import dev.dizhtime.contracts.order.OrderDelivered;
import dev.dizhtime.contracts.order.OrderEvent;
import dev.dizhtime.contracts.order.OrderFailed;
import dev.dizhtime.contracts.order.OrderFunded;
import dev.dizhtime.contracts.order.OrderPickedUp;
import dev.dizhtime.contracts.order.OrderPlaced;
import dev.dizhtime.contracts.order.OrderReady;
import dev.dizhtime.contracts.order.OrderRefunded;
import dev.dizhtime.contracts.order.OrderRejected;
import dev.dizhtime.contracts.order.OrderScheduled;
import dev.dizhtime.contracts.order.OrderSettled;
import dev.dizhtime.contracts.order.OrderUndelivered;
import dev.dizhtime.contracts.restaurant.RestaurantPublished;
import dev.dizhtime.contracts.user.AccountDeleted;
import dev.dizhtime.contracts.user.SendAccountMail;
import dev.dizhtime.contracts.user.UserRegistered;
import dev.dizhtime.contracts.wallet.Party;
import dev.dizhtime.contracts.wallet.PayoutPaid;
import dev.dizhtime.contracts.wallet.TopUpChargedBack;
import dev.dizhtime.contracts.wallet.TopUpDeclined;
import dev.dizhtime.contracts.wallet.WalletToppedUp;
import dev.dizhtime.runtime.messaging.InboxConsumer;
import dev.dizhtime.runtime.messaging.Publisher;
import dev.dizhtime.runtime.postgres.Postgres;
import dev.dizhtime.runtime.postgres.Tx;
import dev.dizhtime.runtime.service.ServiceContext;
import java.time.ZoneOffset;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes the events that someone is told about, and what is to be known for telling them. */
final class NotificationConsumer {
  private static final Logger LOG = LoggerFactory.getLogger(NotificationConsumer.class);

  private static final List<Class<? extends OrderEvent>> ORDERS =
      List.of(
          OrderPlaced.class,
          OrderScheduled.class,
          OrderFunded.class,
          OrderAccepted.class,
          OrderReady.class,
          OrderPickedUp.class,
          OrderDelivered.class,
          OrderSettled.class,
          OrderRejected.class,
          OrderCancelled.class,
          OrderUndelivered.class,
          OrderRefunded.class,
          OrderFailed.class);
  private static final List<Class<? extends DeliveryEvent>> DELIVERIES =
      List.of(
          DeliveryOffered.class,
          DeliveryAssigned.class,
          DeliveryUnassigned.class,
          DeliveryAbandoned.class,
          DeliveryUndeliverable.class);

  private NotificationConsumer() {}

  static void start(ServiceContext service, Postgres postgres, Publisher publisher) {
    InboxConsumer consumer =
        InboxConsumer.of(service, ConsumerGroup.NOTIFICATION, postgres, publisher)
            .on(UserRegistered.class, Inbox::know)
            .on(AccountDeleted.class, Inbox::forget)
            .on(SendAccountMail.class, AccountMails::queue)
            .on(RestaurantPublished.class, KnownRestaurants::know)
            .on(WalletToppedUp.class, (tx, event) -> Inbox.tell(tx, MoneyWording.of(event)))
            .on(TopUpDeclined.class, (tx, event) -> Inbox.tell(tx, MoneyWording.of(event)))
            .on(TopUpChargedBack.class, (tx, event) -> Inbox.tell(tx, MoneyWording.of(event)))
            .on(PayoutPaid.class, NotificationConsumer::paidOut);
    for (Class<? extends OrderEvent> type : ORDERS) {
      consumer.on(
          type,
          (tx, event) ->
              Inbox.tell(tx, Wording.of(event, each -> KnownRestaurants.zone(tx, each))));
    }
    for (Class<? extends DeliveryEvent> type : DELIVERIES) {
      consumer.on(type, (tx, event) -> Inbox.tell(tx, DeliveryWording.of(event)));
    }
    consumer.start();
  }

  private static void paidOut(Tx tx, PayoutPaid event) {
    if (event.payee() == Party.DRIVER) {
      UserId driver = new UserId(event.ownerId());
      Inbox.tell(tx, MoneyWording.of(event, driver, null, ZoneOffset.UTC));
      return;
    }
    KnownRestaurants.find(tx, event.ownerId())
        .ifPresentOrElse(
            known ->
                Inbox.tell(tx, MoneyWording.of(event, known.ownerId(), known.name(), known.zone())),
            () -> LOG.warn("payout {} is for a restaurant that is not known", event.payoutId()));
  }
}
