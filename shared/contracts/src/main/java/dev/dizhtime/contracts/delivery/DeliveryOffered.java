package dev.dizhtime.contracts.delivery;

import dev.dizhtime.contracts.MessageType;
import dev.dizhtime.contracts.OrderId;
import dev.dizhtime.contracts.TaskId;
import dev.dizhtime.contracts.Topic;
import dev.dizhtime.contracts.UserId;
import java.time.Instant;

/**
 * The task was offered to the nearest free driver.
 *
 * @param expiresAt until when the driver may accept
 */
@MessageType(value = "dizhtime.delivery.offered.v1", topic = Topic.DELIVERIES)
public record DeliveryOffered(
    TaskId taskId, OrderId orderId, UserId driverId, Instant expiresAt, Instant at)
    implements DeliveryEvent {}
