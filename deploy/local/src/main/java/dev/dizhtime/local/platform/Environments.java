package dev.dizhtime.local.platform;

import dev.dizhtime.contracts.Topic;
import dev.dizhtime.runtime.config.Env;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * The environment that each part is started with. What the person has set in the shell is passed
 * on, under what the plan decides.
 *
 * @param addresses of all servers
 * @param routesFile the gateway's
 * @param shell the variables of the calling shell
 */
public record Environments(
    PortPlan ports,
    Map<Server, String> addresses,
    Secrets secrets,
    Path routesFile,
    Map<String, String> shell) {
  /** Where traces are read, as Tempo gives them. */
  public static final String TEMPO_URL = Env.PREFIX + "TEMPO_URL";

  private static final String MAIL_FROM = "no-reply@dizhtime.local";

  /** All variables of a part, under their whole names. */
  public Map<String, String> of(Part part) {
    var variables = new HashMap<String, String>();
    // One machine, all services: one event loop each is what its cores can feed.
    put(variables, "INSTANCES", "1");
    put(variables, "EVENT_LOOPS", "1");
    put(variables, "POSTGRES_POOL_SIZE", "6");
    put(variables, "MAIL_FROM", MAIL_FROM);
    shell.forEach(
        (name, value) -> {
          if (name.startsWith(Env.PREFIX)) {
            variables.put(name, value);
          }
        });
    put(variables, "HTTP_HOST", "127.0.0.1");
    put(variables, "HTTP_PORT", Integer.toString(ports.http(part)));
    put(variables, "MANAGEMENT_PORT", Integer.toString(ports.management(part)));
    put(variables, "JWKS_URL", ports.url(Part.AUTH) + "/api/auth/jwks");
    // The issuer is where clients find the provider.
    put(variables, "TOKEN_ISSUER", ports.gatewayUrl());
    put(variables, "TOPIC_PREFIX", Topic.DEFAULT_PREFIX);
    for (Server server : part.needs()) {
      put(variables, server.variable(), address(server, part));
    }
    particular(part, variables);
    return variables;
  }

  private void particular(Part part, Map<String, String> variables) {
    switch (part) {
      case GATEWAY -> {
        put(variables, "ROUTES_FILE", routesFile.toString());
        put(variables, "ENDED_SESSIONS_URL", ports.url(Part.AUTH) + "/internal/ended-sessions");
        // The portals, which say for whom they ask. Others on this machine could say so, too; there
        // is nobody here to be kept apart from.
        variables.putIfAbsent(Env.PREFIX + "TRUSTED_PROXIES", "127.0.0.0/8");
      }
      case AUTH -> {
        put(variables, "KEY_ENCRYPTION_KEY", secrets.keyEncryptionKey());
        put(variables, "ADMIN_EMAIL", secrets.admin().email());
        put(variables, "ADMIN_PASSWORD", secrets.admin().password());
        put(variables, "PUBLIC_URL", ports.gatewayUrl());
        // The printed password is to be enough on one's own machine.
        variables.putIfAbsent(Env.PREFIX + "ADMIN_TOTP", "optional");
      }
      case ORDER -> put(variables, "QUOTE_KEY", secrets.quoteKey());
      case CUSTOMER_PORTAL, RESTAURANT_PORTAL, DRIVER_PORTAL -> portal(variables);
      case ADMIN_PORTAL -> {
        portal(variables);
        traces(variables);
      }
      case WALLET -> payments(variables);
      case PAYMENT_SANDBOX -> {
        put(variables, "PAYMENT_API_KEY", secrets.paymentKey("api"));
        put(variables, "SANDBOX_WEBHOOK_SECRET", secrets.paymentKey("webhooks"));
        put(variables, "SANDBOX_WEBHOOK_URL", ports.gatewayUrl() + "/api/wallet/webhooks/sandbox");
      }
      case RESTAURANT, SEARCH, DELIVERY, NOTIFICATION -> {
        // Nothing that the others have not.
      }
    }
  }

  private void portal(Map<String, String> variables) {
    put(variables, "API_URL", ports.gatewayUrl());
    put(variables, "SESSION_KEY", secrets.sessionKey());
  }

  /** Our own store is read as Tempo is; who sends traces elsewhere says where they are read. */
  private void traces(Map<String, String> variables) {
    if (!shell.containsKey(Server.TRACES.wholeVariable())) {
      variables.putIfAbsent(TEMPO_URL, addresses.get(Server.TRACES));
    }
  }

  /** The sandbox collects payments, unless the shell names another provider. */
  private void payments(Map<String, String> variables) {
    if (!variables.containsKey(Env.PREFIX + "PAYMENT_PROVIDER")) {
      put(variables, "PAYMENT_URL", ports.url(Part.PAYMENT_SANDBOX));
      put(variables, "PAYMENT_API_KEY", secrets.paymentKey("api"));
      put(variables, "PAYMENT_WEBHOOK_SECRETS", secrets.paymentKey("webhooks"));
    }
  }

  private String address(Server server, Part part) {
    var base = addresses.get(server);
    return switch (server) {
      case POSTGRES -> Databases.url(base, database(part));
      case MONGO -> Databases.mongoUri(base, "restaurant");
      case KAFKA, ELASTICSEARCH, MAIL, TRACES -> base;
    };
  }

  /** The name of a part's PostgreSQL database. */
  public static String database(Part part) {
    return part == Part.ORDER ? "orders" : part.partName();
  }

  private static void put(Map<String, String> variables, String name, String value) {
    variables.put(Env.PREFIX + name, value);
  }

  @Override
  public String toString() {
    return "Environments[" + ports + "]";
  }
}
