package dev.dizhtime.contracts.delivery;

import dev.dizhtime.contracts.MessageType;
import dev.dizhtime.contracts.OrderId;
import dev.dizhtime.contracts.TaskId;
import dev.dizhtime.contracts.Topic;
import dev.dizhtime.contracts.UserId;
import java.time.Instant;

/**
 * The driver no longer brings the order, which is still at the restaurant; another is looked for.
 *
 * @param reason a code, e.g. {@code DRIVER_DROPPED_OUT}
 */
@MessageType(value = "dizhtime.delivery.unassigned.v1", topic = Topic.DELIVERIES)
public record DeliveryUnassigned(
    TaskId taskId, OrderId orderId, UserId driverId, String reason, Instant at)
    implements DeliveryEvent {}
