package dev.dizhtime.notification;

import dev.dizhtime.contracts.ConsumerGroup;
import dev.dizhtime.contracts.delivery.DeliveryAssigned;
import dev.dizhtime.contracts.delivery.DeliveryEvent;
import dev.dizhtime.contracts.delivery.DeliveryOffered;
import dev.dizhtime.contracts.order.OrderAccepted;
import dev.dizhtime.contracts.order.OrderDelivered;
import dev.dizhtime.contracts.order.OrderEvent;
import dev.dizhtime.contracts.order.OrderFailed;
import dev.dizhtime.contracts.order.OrderFunded;
import dev.dizhtime.contracts.order.OrderPickedUp;
import dev.dizhtime.contracts.order.OrderPlaced;
import dev.dizhtime.contracts.order.OrderReady;
import dev.dizhtime.contracts.order.OrderRejected;
import dev.dizhtime.contracts.order.OrderSettled;
import dev.dizhtime.contracts.user.UserRegistered;
import dev.dizhtime.contracts.wallet.WalletToppedUp;
import dev.dizhtime.runtime.messaging.InboxConsumer;
import dev.dizhtime.runtime.messaging.Publisher;
import dev.dizhtime.runtime.postgres.Postgres;
import dev.dizhtime.runtime.service.ServiceContext;
import java.util.List;

/** Takes the events that someone is told about. */
final class NotificationConsumer {
  private static final List<Class<? extends OrderEvent>> ORDERS =
      List.of(
          OrderPlaced.class,
          OrderFunded.class,
          OrderAccepted.class,
          OrderReady.class,
          OrderPickedUp.class,
          OrderDelivered.class,
          OrderSettled.class,
          OrderRejected.class,
          OrderFailed.class);
  private static final List<Class<? extends DeliveryEvent>> DELIVERIES =
      List.of(DeliveryOffered.class, DeliveryAssigned.class);

  private NotificationConsumer() {}

  static void start(ServiceContext service, Postgres postgres, Publisher publisher) {
    InboxConsumer consumer =
        InboxConsumer.of(service, ConsumerGroup.NOTIFICATION, postgres, publisher)
            .on(UserRegistered.class, Inbox::know)
            .on(WalletToppedUp.class, (tx, event) -> Inbox.tell(tx, Wording.of(event)));
    for (Class<? extends OrderEvent> type : ORDERS) {
      consumer.on(type, (tx, event) -> Inbox.tell(tx, Wording.of(event)));
    }
    for (Class<? extends DeliveryEvent> type : DELIVERIES) {
      consumer.on(type, (tx, event) -> Inbox.tell(tx, Wording.of(event)));
    }
    consumer.start();
  }
}
