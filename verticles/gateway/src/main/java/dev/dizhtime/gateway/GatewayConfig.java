package dev.dizhtime.gateway;

import dev.dizhtime.gateway.routing.Routes;
import dev.dizhtime.gateway.routing.RoutesFile;
import dev.dizhtime.runtime.config.ConfigException;
import dev.dizhtime.runtime.config.Env;
import java.nio.file.Path;

/**
 * What the gateway is told at start.
 *
 * @param routes what is where ({@code DIZHTIME_ROUTES_FILE})
 * @param host where to listen ({@code DIZHTIME_HTTP_HOST}, all addresses)
 * @param port where to listen ({@code DIZHTIME_HTTP_PORT}, 8080; 0 for any free one)
 * @param maxBodyBytes the largest request body ({@code DIZHTIME_MAX_BODY_BYTES}, 1 MiB)
 * @param connectTimeoutMillis to reach a service ({@code DIZHTIME_CONNECT_TIMEOUT_MILLIS}, 2,000)
 * @param responseTimeoutMillis until the head of a service's answer is there; its body may take any
 *     time ({@code DIZHTIME_RESPONSE_TIMEOUT_MILLIS}, 30,000)
 * @param publicScheme what clients use, told on as {@code x-forwarded-proto}: https when TLS ends
 *     before the gateway ({@code DIZHTIME_PUBLIC_SCHEME}, http)
 * @param tlsPort where to listen with TLS ({@code DIZHTIME_HTTPS_PORT}, nowhere; 0 for any free
 *     one)
 * @param certificates the folder that certificates are read from ({@code
 *     DIZHTIME_CERTIFICATES_DIRECTORY}); null when they come from elsewhere
 */
public record GatewayConfig(
    Routes routes,
    String host,
    int port,
    int maxBodyBytes,
    int connectTimeoutMillis,
    int responseTimeoutMillis,
    String publicScheme,
    int tlsPort,
    Path certificates) {
  /** For {@code tlsPort} where the gateway does not speak TLS. */
  static final int NO_TLS = -1;

  private static final int MEBIBYTE = 1024 * 1024;

  /**
   * Reads it.
   *
   * @throws ConfigException when a setting or the routes file is absent or wrong
   */
  static GatewayConfig from(Env env) {
    String scheme = env.text("PUBLIC_SCHEME", "http");
    if (!scheme.equals("http") && !scheme.equals("https")) {
      throw new ConfigException("DIZHTIME_PUBLIC_SCHEME must be http or https");
    }
    return new GatewayConfig(
        RoutesFile.read(Path.of(env.text("ROUTES_FILE"))),
        env.text("HTTP_HOST", "0.0.0.0"),
        env.integer("HTTP_PORT", 8080, 0, 65_535),
        env.integer("MAX_BODY_BYTES", MEBIBYTE, 1, 64 * MEBIBYTE),
        env.integer("CONNECT_TIMEOUT_MILLIS", 2_000, 10, 60_000),
        env.integer("RESPONSE_TIMEOUT_MILLIS", 30_000, 10, 600_000),
        scheme,
        env.integer("HTTPS_PORT", NO_TLS, NO_TLS, 65_535),
        env.find("CERTIFICATES_DIRECTORY").map(Path::of).orElse(null));
  }
}
