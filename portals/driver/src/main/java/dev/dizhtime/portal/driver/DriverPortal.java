package dev.dizhtime.portal.driver;

import dev.dizhtime.portal.design.api.HttpApiClient;
import dev.dizhtime.runtime.messaging.TopicTail;
import dev.dizhtime.runtime.service.Service;
import dev.dizhtime.runtime.service.ServiceRunner;

/** The drivers' portal as a service. */
public final class DriverPortal {
  /** What the runner needs to know of it. */
  public static final Service SERVICE =
      new Service("portal-driver", () -> new DriverVerticle(HttpApiClient::open, TopicTail::start));

  private DriverPortal() {}

  public static void main(String[] arguments) {
    ServiceRunner.main(SERVICE);
  }
}
