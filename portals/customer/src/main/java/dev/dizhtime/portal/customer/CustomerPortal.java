package dev.dizhtime.portal.customer;

import dev.dizhtime.portal.design.api.HttpApiClient;
import dev.dizhtime.runtime.service.Service;
import dev.dizhtime.runtime.service.ServiceRunner;

/** The customers' portal as a service. */
public final class CustomerPortal {
  /** What the runner needs to know of it. */
  public static final Service SERVICE =
      new Service("portal-customer", () -> new CustomerVerticle(HttpApiClient::open));

  private CustomerPortal() {}

  public static void main(String[] arguments) {
    ServiceRunner.main(SERVICE);
  }
}
