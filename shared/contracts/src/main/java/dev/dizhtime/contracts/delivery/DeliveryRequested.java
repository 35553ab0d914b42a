package dev.dizhtime.contracts.delivery;

import dev.dizhtime.contracts.MessageType;
import dev.dizhtime.contracts.OrderId;
import dev.dizhtime.contracts.TaskId;
import dev.dizhtime.contracts.Topic;
import java.time.Instant;

/** A driver is being looked for. */
@MessageType(value = "dizhtime.delivery.requested.v1", topic = Topic.DELIVERIES)
public record DeliveryRequested(TaskId taskId, OrderId orderId, Instant at)
    implements DeliveryEvent {}
