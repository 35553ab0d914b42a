package dev.dizhtime.portal.admin;

import dev.dizhtime.portal.design.api.HttpApiClient;
import dev.dizhtime.runtime.messaging.TopicTail;
import dev.dizhtime.runtime.service.Service;
import dev.dizhtime.runtime.service.ServiceRunner;

/** The admins' portal as a service. */
public final class AdminPortal {
  /** What the runner needs to know of it. */
  public static final Service SERVICE =
      new Service("portal-admin", () -> new AdminVerticle(HttpApiClient::open, TopicTail::start));

  private AdminPortal() {}

  public static void main(String[] arguments) {
    ServiceRunner.main(SERVICE);
  }
}
