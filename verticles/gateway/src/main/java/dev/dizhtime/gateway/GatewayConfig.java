package dev.dizhtime.gateway;

import dev.dizhtime.gateway.guests.TrustedProxies;
import dev.dizhtime.gateway.kubernetes.ControlPlane;
import dev.dizhtime.gateway.kubernetes.KubernetesSettings;
import dev.dizhtime.gateway.routing.Route;
import dev.dizhtime.gateway.routing.Routes;
import dev.dizhtime.gateway.routing.RoutesFile;
import dev.dizhtime.runtime.config.ConfigException;
import dev.dizhtime.runtime.config.Env;
import java.net.URI;
import java.nio.file.Path;

/**
 * What the gateway is told at start.
 *
 * @param routes what is where at first: all of it when it comes from a file ({@code
 *     DIZHTIME_ROUTES_FILE})
 * @param kubernetes where routes and certificates come from with {@code
 *     DIZHTIME_GATEWAY_ROUTES=kubernetes}; null when they come from files
 * @param host where to listen ({@code DIZHTIME_HTTP_HOST}, all addresses)
 * @param port where to listen ({@code DIZHTIME_HTTP_PORT}, 8080; 0 for any free one)
 * @param tlsPort where to listen with TLS ({@code DIZHTIME_HTTPS_PORT}, nowhere; 0 for any free
 *     one)
 * @param certificates the folder that certificates are read from ({@code
 *     DIZHTIME_CERTIFICATES_DIRECTORY}); null when they come from elsewhere
 * @param publicScheme what clients use where the connection is not TLS, told on as {@code
 *     x-forwarded-proto}: https when TLS ends before the gateway ({@code DIZHTIME_PUBLIC_SCHEME},
 *     http)
 * @param trustedProxies whose word about clients is taken ({@code DIZHTIME_TRUSTED_PROXIES},
 *     nobody; networks with commas between them), and which header they write ({@code
 *     DIZHTIME_FORWARDED_HEADER}, x-forwarded-for; or forwarded)
 * @param endedSessions where auth tells which sessions have ended ({@code
 *     DIZHTIME_ENDED_SESSIONS_URL}); null when nobody is asked, so that a token outlives its
 *     session
 * @param accessLog whether each request has a line in the log ({@code DIZHTIME_ACCESS_LOG}, on)
 * @param bounds how much, how many, how long
 */
public record GatewayConfig(
    Routes routes,
    KubernetesSettings kubernetes,
    String host,
    int port,
    int tlsPort,
    Path certificates,
    String publicScheme,
    TrustedProxies trustedProxies,
    URI endedSessions,
    boolean accessLog,
    Bounds bounds) {
  /** For {@code tlsPort} where the gateway does not speak TLS. */
  static final int NO_TLS = -1;

  private static final int MEBIBYTE = 1024 * 1024;
  private static final int MOST_MILLIS = 600_000;

  /**
   * How much, how many, how long; in variables whose names begin with {@code DIZHTIME_}.
   *
   * @param maxBodyBytes the largest request body where a route says nothing else ({@code
   *     MAX_BODY_BYTES}, 1 MiB)
   * @param maxConnections clients' connections at once ({@code MAX_CONNECTIONS}, 20,000)
   * @param headerTimeoutMillis from a connection to the head of its first request ({@code
   *     HEADER_TIMEOUT_MILLIS}, 10,000)
   * @param keepAliveMillis from an answer to the head of the next request ({@code
   *     KEEP_ALIVE_MILLIS}, 75,000)
   * @param bodyTimeoutMillis for a request's body, and a second more for each 16 kB of it ({@code
   *     BODY_TIMEOUT_MILLIS}, 20,000)
   * @param idleTimeoutMillis without a byte either way in the middle of a request, an answer or a
   *     WebSocket; it begins to count within a second ({@code IDLE_TIMEOUT_MILLIS}, 120,000)
   * @param connectTimeoutMillis to reach a service ({@code CONNECT_TIMEOUT_MILLIS}, 2,000)
   * @param responseTimeoutMillis until the head of a service's answer is there, once it has the
   *     whole request; its body may take any time ({@code RESPONSE_TIMEOUT_MILLIS}, 30,000)
   */
  public record Bounds(
      long maxBodyBytes,
      int maxConnections,
      int headerTimeoutMillis,
      int keepAliveMillis,
      int bodyTimeoutMillis,
      int idleTimeoutMillis,
      int connectTimeoutMillis,
      int responseTimeoutMillis) {
    static Bounds from(Env env) {
      return new Bounds(
          env.integer("MAX_BODY_BYTES", MEBIBYTE, 1, 64 * MEBIBYTE),
          env.integer("MAX_CONNECTIONS", 20_000, 1, 1_000_000),
          millis(env, "HEADER_TIMEOUT_MILLIS", 10_000),
          millis(env, "KEEP_ALIVE_MILLIS", 75_000),
          millis(env, "BODY_TIMEOUT_MILLIS", 20_000),
          millis(env, "IDLE_TIMEOUT_MILLIS", 120_000),
          env.integer("CONNECT_TIMEOUT_MILLIS", 2_000, 10, 60_000),
          millis(env, "RESPONSE_TIMEOUT_MILLIS", 30_000));
    }

    private static int millis(Env env, String name, int fallback) {
      return env.integer(name, fallback, 10, MOST_MILLIS);
    }
  }

  /**
   * Reads it.
   *
   * @throws ConfigException when a setting or the routes file is absent or wrong
   */
  static GatewayConfig from(Env env) {
    boolean fromFile = oneOf(env, "GATEWAY_ROUTES", "file", "kubernetes").equals("file");
    return new GatewayConfig(
        fromFile ? RoutesFile.read(Path.of(env.text("ROUTES_FILE"))) : ControlPlane.UNKNOWN,
        fromFile ? null : KubernetesSettings.from(env),
        env.text("HTTP_HOST", "0.0.0.0"),
        env.integer("HTTP_PORT", 8080, 0, 65_535),
        env.integer("HTTPS_PORT", NO_TLS, NO_TLS, 65_535),
        env.find("CERTIFICATES_DIRECTORY").map(Path::of).orElse(null),
        oneOf(env, "PUBLIC_SCHEME", "http", "https"),
        proxies(env),
        env.find("ENDED_SESSIONS_URL").isPresent() ? env.uri("ENDED_SESSIONS_URL") : null,
        oneOf(env, "ACCESS_LOG", "on", "off").equals("on"),
        Bounds.from(env));
  }

  private static TrustedProxies proxies(Env env) {
    String usual = TrustedProxies.Header.X_FORWARDED_FOR.field();
    TrustedProxies.Header header =
        oneOf(env, "FORWARDED_HEADER", usual, TrustedProxies.Header.FORWARDED.field()).equals(usual)
            ? TrustedProxies.Header.X_FORWARDED_FOR
            : TrustedProxies.Header.FORWARDED;
    try {
      return env.find("TRUSTED_PROXIES")
          .map(networks -> TrustedProxies.parse(networks, header))
          .orElseGet(() -> TrustedProxies.nobody(header));
    } catch (IllegalArgumentException e) {
      throw new ConfigException("DIZHTIME_TRUSTED_PROXIES: " + e.getMessage());
    }
  }

  private static String oneOf(Env env, String name, String usual, String other) {
    String text = env.text(name, usual);
    if (!text.equals(usual) && !text.equals(other)) {
      throw new ConfigException("DIZHTIME_" + name + " must be " + usual + " or " + other);
    }
    return text;
  }

  /** The largest body that a route takes. */
  public long maxBodyBytes(Route route) {
    long own = route.policy().maxBodyBytes();
    return own == 0 ? bounds.maxBodyBytes() : own;
  }
}
