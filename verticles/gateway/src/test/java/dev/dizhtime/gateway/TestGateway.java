package dev.dizhtime.gateway;

import dev.dizhtime.runtime.config.Env;
import dev.dizhtime.runtime.service.RunningService;
import dev.dizhtime.runtime.service.ServiceRunner;
import dev.dizhtime.testkit.TestTokens;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** A gateway with the routes that a test wants. */
final class TestGateway {
  private TestGateway() {}

  static RunningService start(Path directory, String routes, String... settings) {
    Path file = directory.resolve("routes.yaml");
    try {
      Files.writeString(file, routes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Map<String, String> env = new HashMap<>();
    env.put("DIZHTIME_HTTP_HOST", "127.0.0.1");
    env.put("DIZHTIME_HTTP_PORT", "0");
    env.put("DIZHTIME_MANAGEMENT_PORT", "0");
    env.put("DIZHTIME_INSTANCES", "1");
    env.put("DIZHTIME_JWKS_URL", TestTokens.ofThisProcess().jwksUrl());
    env.put("DIZHTIME_TOKEN_ISSUER", TestTokens.ISSUER);
    env.put("DIZHTIME_ROUTES_FILE", file.toString());
    for (int i = 0; i < settings.length; i += 2) {
      env.put("DIZHTIME_" + settings[i], settings[i + 1]);
    }
    return ServiceRunner.start(GatewayService.SERVICE, Env.of(env));
  }

  /** The usual two: one open, one that needs a token. */
  static String routes(StubUpstream upstream) {
    return """
    routes:
      - { prefix: /api/open, upstream: "%1$s", token: optional }
      - { prefix: /api/closed, upstream: "%1$s", token: required }
      - { prefix: /api/nobody, upstream: "http://127.0.0.1:1", token: optional }
    """
        .formatted(upstream.address());
  }
}
