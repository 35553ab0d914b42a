package dev.dizhtime.contracts.delivery;

import dev.dizhtime.contracts.GeoPoint;
import dev.dizhtime.contracts.Message;
import dev.dizhtime.contracts.MessageType;
import dev.dizhtime.contracts.Topic;
import dev.dizhtime.contracts.UserId;
import java.time.Instant;

/**
 * Where a driver is.
 *
 * @param online whether the driver takes tasks
 */
@MessageType(value = "dizhtime.delivery.position-reported.v1", topic = Topic.DRIVER_POSITIONS)
public record DriverPositionReported(UserId driverId, GeoPoint location, boolean online, Instant at)
    implements Message {
  @Override
  public String key() {
    return driverId.toString();
  }
}
