package dev.dizhtime.contracts.delivery;

import dev.dizhtime.contracts.MessageType;
import dev.dizhtime.contracts.OrderId;
import dev.dizhtime.contracts.TaskId;
import dev.dizhtime.contracts.Topic;
import dev.dizhtime.contracts.UserId;
import java.time.Instant;

/** A driver accepted the task. */
@MessageType(value = "dizhtime.delivery.assigned.v1", topic = Topic.DELIVERIES)
public record DeliveryAssigned(TaskId taskId, OrderId orderId, UserId driverId, Instant at)
    implements DeliveryEvent {}
