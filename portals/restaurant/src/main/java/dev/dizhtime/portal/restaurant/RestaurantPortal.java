package dev.dizhtime.portal.restaurant;

import dev.dizhtime.portal.design.api.HttpApiClient;
import dev.dizhtime.runtime.messaging.TopicTail;
import dev.dizhtime.runtime.service.Service;
import dev.dizhtime.runtime.service.ServiceRunner;

/** The restaurants' portal as a service. */
public final class RestaurantPortal {
  /** What the runner needs to know of it. */
  public static final Service SERVICE =
      new Service(
          "portal-restaurant", () -> new RestaurantVerticle(HttpApiClient::open, TopicTail::start));

  private RestaurantPortal() {}

  public static void main(String[] arguments) {
    ServiceRunner.main(SERVICE);
  }
}
