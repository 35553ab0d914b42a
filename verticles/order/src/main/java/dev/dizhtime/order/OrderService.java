package dev.dizhtime.order;

import dev.dizhtime.runtime.service.Service;
import dev.dizhtime.runtime.service.ServiceRunner;

/** The order service as a process. */
public final class OrderService {
  /** The service, to be run alone or beside others. */
  public static final Service SERVICE = new Service("order", OrderVerticle::new);

  private OrderService() {}

  public static void main(String[] args) {
    ServiceRunner.main(SERVICE);
  }
}
