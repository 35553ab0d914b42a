package dev.dizhtime.portal.driver;

import dev.dizhtime.contracts.Message;
import dev.dizhtime.contracts.OrderId;
import dev.dizhtime.contracts.UserId;
import dev.dizhtime.contracts.delivery.DeliveryAbandoned;
import dev.dizhtime.contracts.delivery.DeliveryAssigned;
import dev.dizhtime.contracts.delivery.DeliveryDelivered;
import dev.dizhtime.contracts.delivery.DeliveryEvent;
import dev.dizhtime.contracts.delivery.DeliveryOffered;
import dev.dizhtime.contracts.delivery.DeliveryPickedUp;
import dev.dizhtime.contracts.delivery.DeliveryUnassigned;
import dev.dizhtime.contracts.delivery.DeliveryUndeliverable;
import dev.dizhtime.contracts.order.OrderReady;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which drivers an event concerns. Not every event names them, so the last one of each order is
 * remembered; what was forgotten is made up for by the page, which looks again from time to time.
 */
final class DriversOfOrders {
  /** Orders remembered at most; the oldest is forgotten first. */
  static final int MAX_REMEMBERED = 10_000;

  private final Map<OrderId, UserId> last =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<OrderId, UserId> eldest) {
          return size() > MAX_REMEMBERED;
        }
      };

  /** The user ids of those whose page has to look again. */
  synchronized Set<String> concernedBy(Message message) {
    return switch (message) {
      case DeliveryEvent event -> concernedBy(event);
      case OrderReady event -> ids(Stream.ofNullable(last.get(event.orderId())));
      default -> Set.of();
    };
  }

  private Set<String> concernedBy(DeliveryEvent event) {
    UserId before = last.get(event.orderId());
    UserId now = driver(event);
    if (now != null) {
      last.put(event.orderId(), now);
    }
    // An offer to another driver also takes it from the page of the one who had it.
    return ids(Stream.of(before, now).filter(each -> each != null));
  }

  private static UserId driver(DeliveryEvent event) {
    return switch (event) {
      case DeliveryOffered offered -> offered.driverId();
      case DeliveryAssigned assigned -> assigned.driverId();
      case DeliveryPickedUp pickedUp -> pickedUp.driverId();
      case DeliveryDelivered delivered -> delivered.driverId();
      case DeliveryUnassigned unassigned -> unassigned.driverId();
      case DeliveryAbandoned abandoned -> abandoned.driverId();
      case DeliveryUndeliverable undeliverable -> undeliverable.driverId();
      default -> null;
    };
  }

  private static Set<String> ids(Stream<UserId> drivers) {
    return drivers.map(UserId::toString).collect(Collectors.toSet());
  }
}
