package dev.dizhtime.contracts.delivery;

import dev.dizhtime.contracts.MessageType;
import dev.dizhtime.contracts.OrderId;
import dev.dizhtime.contracts.TaskId;
import dev.dizhtime.contracts.Topic;
import dev.dizhtime.contracts.UserId;
import java.time.Instant;

/**
 * The driver had picked the order up and can't bring it. The task is over.
 *
 * @param reason a code, e.g. {@code ACCIDENT}
 */
@MessageType(value = "dizhtime.delivery.abandoned.v1", topic = Topic.DELIVERIES)
public record DeliveryAbandoned(
    TaskId taskId, OrderId orderId, UserId driverId, String reason, Instant at)
    implements DeliveryEvent {}
