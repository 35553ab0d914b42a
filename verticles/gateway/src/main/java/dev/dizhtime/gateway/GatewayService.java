package dev.dizhtime.gateway;

import dev.dizhtime.runtime.service.Service;
import dev.dizhtime.runtime.service.ServiceRunner;

/** Starts the gateway. */
public final class GatewayService {
  /** The gateway, to be run alone or beside others. */
  public static final Service SERVICE = new Service("gateway", GatewayVerticle::new, "auto");

  private GatewayService() {}

  /** Runs until the process is told to end. */
  public static void main(String[] arguments) {
    ServiceRunner.main(SERVICE);
  }
}
