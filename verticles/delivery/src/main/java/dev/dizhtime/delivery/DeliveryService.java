package dev.dizhtime.delivery;

import dev.dizhtime.runtime.service.Service;
import dev.dizhtime.runtime.service.ServiceRunner;

/** The delivery service. */
public final class DeliveryService {
  /** How it is run, alone or beside others. */
  public static final Service SERVICE = new Service("delivery", DeliveryVerticle::new);

  private DeliveryService() {}

  public static void main(String[] arguments) {
    ServiceRunner.main(SERVICE);
  }
}
