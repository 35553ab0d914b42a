package dev.dizhtime.portal.design.testing;

import dev.dizhtime.runtime.config.Env;
import dev.dizhtime.runtime.service.RunningService;
import dev.dizhtime.runtime.service.Service;
import dev.dizhtime.runtime.service.ServiceRunner;
import dev.dizhtime.runtime.service.ServiceVerticle;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;

/** Starts a portal for a test. */
public final class Portals {
  private Portals() {}

  /** Starts it on free ports, under a key of its own. */
  public static RunningService start(String name, ServiceVerticle verticle) {
    byte[] key = new byte[32];
    new SecureRandom().nextBytes(key);
    Env env =
        Env.of(
            Map.of(
                "DIZHTIME_HTTP_HOST", "127.0.0.1",
                "DIZHTIME_HTTP_PORT", "0",
                "DIZHTIME_MANAGEMENT_PORT", "0",
                "DIZHTIME_INSTANCES", "1",
                "DIZHTIME_SESSION_KEY", Base64.getEncoder().encodeToString(key)));
    return ServiceRunner.start(new Service(name, () -> verticle), env);
  }
}
