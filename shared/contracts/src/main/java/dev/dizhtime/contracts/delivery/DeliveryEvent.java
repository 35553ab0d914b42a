package dev.dizhtime.contracts.delivery;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.dizhtime.contracts.Message;
import dev.dizhtime.contracts.OrderId;
import dev.dizhtime.contracts.TaskId;
import java.time.Instant;

/** Something that happened to the delivery of an order. */
public sealed interface DeliveryEvent extends Message
    permits DeliveryRequested,
        DeliveryOffered,
        DeliveryAssigned,
        DeliveryPickedUp,
        DeliveryDelivered,
        DeliveryCancelled,
        DeliveryUnassigned,
        DeliveryAbandoned,
        DeliveryUndeliverable {
  TaskId taskId();

  OrderId orderId();

  /** When it happened. */
  Instant at();

  @Override
  @JsonIgnore
  default String key() {
    return orderId().toString();
  }
}
