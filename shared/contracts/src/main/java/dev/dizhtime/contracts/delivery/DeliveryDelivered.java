package dev.dizhtime.contracts.delivery;

import dev.dizhtime.contracts.MessageType;
import dev.dizhtime.contracts.OrderId;
import dev.dizhtime.contracts.TaskId;
import dev.dizhtime.contracts.Topic;
import dev.dizhtime.contracts.UserId;
import java.time.Instant;

/** The customer has the order. */
@MessageType(value = "dizhtime.delivery.delivered.v1", topic = Topic.DELIVERIES)
public record DeliveryDelivered(TaskId taskId, OrderId orderId, UserId driverId, Instant at)
    implements DeliveryEvent {}
