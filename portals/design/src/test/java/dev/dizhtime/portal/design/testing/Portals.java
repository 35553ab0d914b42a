package dev.dizhtime.portal.design.testing;

import dev.dizhtime.runtime.config.Env;
import dev.dizhtime.runtime.service.RunningService;
import dev.dizhtime.runtime.service.Service;
import dev.dizhtime.runtime.service.ServiceRunner;
import dev.dizhtime.runtime.service.ServiceVerticle;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;

/** Starts a portal for a test. */
public final class Portals {
  private Portals() {}

  /** Starts it on free ports, under a key of its own. */
  public static RunningService start(String name, ServiceVerticle verticle) {
    return start(name, verticle, Map.of());
  }

  /** The same, with these variables besides. */
  public static RunningService start(
      String name, ServiceVerticle verticle, Map<String, String> variables) {
    byte[] key = new byte[32];
    new SecureRandom().nextBytes(key);
    Map<String, String> all = new HashMap<>(variables);
    all.put("DIZHTIME_HTTP_HOST", "127.0.0.1");
    all.put("DIZHTIME_HTTP_PORT", "0");
    all.put("DIZHTIME_MANAGEMENT_PORT", "0");
    all.put("DIZHTIME_INSTANCES", "1");
    all.put("DIZHTIME_SESSION_KEY", Base64.getEncoder().encodeToString(key));
    return ServiceRunner.start(new Service(name, () -> verticle), Env.of(all));
  }
}
