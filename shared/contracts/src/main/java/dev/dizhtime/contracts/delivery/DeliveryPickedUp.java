package dev.dizhtime.contracts.delivery;

import dev.dizhtime.contracts.MessageType;
import dev.dizhtime.contracts.OrderId;
import dev.dizhtime.contracts.TaskId;
import dev.dizhtime.contracts.Topic;
import dev.dizhtime.contracts.UserId;
import java.time.Instant;

/** The driver has the order. */
@MessageType(value = "dizhtime.delivery.picked-up.v1", topic = Topic.DELIVERIES)
public record DeliveryPickedUp(TaskId taskId, OrderId orderId, UserId driverId, Instant at)
    implements DeliveryEvent {}
