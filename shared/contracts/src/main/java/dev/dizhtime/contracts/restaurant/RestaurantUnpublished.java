package dev.dizhtime.contracts.restaurant;

import dev.dizhtime.contracts.Message;
import dev.dizhtime.contracts.MessageType;
import dev.dizhtime.contracts.RestaurantId;
import dev.dizhtime.contracts.Topic;
import java.time.Instant;

/**
 * Customers no longer see the restaurant and can't order from it.
 *
 * @param version counts on from {@link RestaurantPublished#version}
 */
@MessageType(value = "dizhtime.restaurant.unpublished.v1", topic = Topic.RESTAURANTS)
public record RestaurantUnpublished(RestaurantId restaurantId, long version, Instant unpublishedAt)
    implements Message {
  @Override
  public String key() {
    return restaurantId.toString();
  }
}
