package dev.dizhtime.contracts.delivery;

import dev.dizhtime.contracts.MessageType;
import dev.dizhtime.contracts.OrderId;
import dev.dizhtime.contracts.TaskId;
import dev.dizhtime.contracts.Topic;
import java.time.Instant;

/** The task is over without a delivery. */
@MessageType(value = "dizhtime.delivery.cancelled.v1", topic = Topic.DELIVERIES)
public record DeliveryCancelled(TaskId taskId, OrderId orderId, String reason, Instant at)
    implements DeliveryEvent {}
