package dev.dizhtime.contracts.delivery;

import dev.dizhtime.contracts.MessageType;
import dev.dizhtime.contracts.OrderId;
import dev.dizhtime.contracts.TaskId;
import dev.dizhtime.contracts.Topic;
import dev.dizhtime.contracts.UserId;
import java.time.Instant;

/**
 * The driver brought the order and could not hand it over. The task is over.
 *
 * @param reason a code, e.g. {@code CUSTOMER_UNREACHABLE}
 */
@MessageType(value = "dizhtime.delivery.undeliverable.v1", topic = Topic.DELIVERIES)
public record DeliveryUndeliverable(
    TaskId taskId, OrderId orderId, UserId driverId, String reason, Instant at)
    implements DeliveryEvent {}
