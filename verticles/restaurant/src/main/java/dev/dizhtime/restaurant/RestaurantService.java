package dev.dizhtime.restaurant;

import dev.dizhtime.runtime.service.Service;
import dev.dizhtime.runtime.service.ServiceRunner;

/** The restaurant service as a process of its own. */
public final class RestaurantService {
  /** For whoever runs it beside others. */
  public static final Service SERVICE = new Service("restaurant", RestaurantVerticle::new);

  private RestaurantService() {}

  /** Runs until told to end. */
  public static void main(String[] args) {
    ServiceRunner.main(SERVICE);
  }
}
