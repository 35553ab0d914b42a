package dev.dizhtime.notification;

import dev.dizhtime.runtime.service.Service;
import dev.dizhtime.runtime.service.ServiceRunner;

/** The notification service. */
public final class NotificationService {
  /** How it is run, alone or beside others. */
  public static final Service SERVICE = new Service("notification", NotificationVerticle::new);

  private NotificationService() {}

  public static void main(String[] arguments) {
    ServiceRunner.main(SERVICE);
  }
}
