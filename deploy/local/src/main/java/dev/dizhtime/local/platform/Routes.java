package dev.dizhtime.local.platform;

import java.util.List;
import java.util.stream.Collectors;

/** The gateway's routes on this machine. */
public final class Routes {
  private record Route(String prefix, Part part, String token, String rates) {
    Route(String prefix, Part part, String token) {
      this(prefix, part, token, "");
    }

    /** A path to auth that needs no token. */
    static Route open(String prefix) {
      return new Route(prefix, Part.AUTH, "optional", RATE);
    }
  }

  /**
   * Counted as on Kubernetes, but here everybody has one address, and load tests, chaos and the
   * demo city open accounts as fast as they can.
   */
  private static final String RATE =
      ", service: auth, rates: [ { requests: 6000, seconds: 60, by: address } ]";

  private static final List<Route> ALL =
      List.of(
          new Route("/api/auth", Part.AUTH, "optional"),
          Route.open("/api/auth/login"),
          Route.open("/api/auth/login/second-factor"),
          Route.open("/api/auth/register"),
          Route.open("/api/auth/password-reset"),
          Route.open("/api/auth/password-reset/confirmation"),
          Route.open("/api/auth/email-verification/confirmation"),
          Route.open("/api/auth/refresh"),
          Route.open("/api/auth/logout"),
          Route.open("/api/auth/jwks"),
          Route.open("/oauth"),
          Route.open("/oauth/sign-in"),
          Route.open("/oauth/outside"),
          Route.open("/.well-known/openid-configuration"),
          Route.open("/.well-known/oauth-authorization-server"),
          new Route("/api/restaurants", Part.RESTAURANT, "optional"),
          new Route("/api/search", Part.SEARCH, "optional"),
          new Route("/api/quotes", Part.ORDER, "required"),
          new Route("/api/orders", Part.ORDER, "required"),
          new Route("/api/operations", Part.ORDER, "required"),
          new Route("/api/promotions", Part.ORDER, "required"),
          new Route("/api/deliveries", Part.DELIVERY, "required"),
          new Route("/api/wallet", Part.WALLET, "required"),
          new Route("/api/wallet/webhooks", Part.WALLET, "optional"),
          new Route("/api/notifications", Part.NOTIFICATION, "required"),
          new Route("/restaurant", Part.RESTAURANT_PORTAL, "optional"),
          new Route("/driver", Part.DRIVER_PORTAL, "optional"),
          new Route("/admin", Part.ADMIN_PORTAL, "optional"),
          new Route("/", Part.CUSTOMER_PORTAL, "optional"));

  private Routes() {}

  /** The content of the routes file. */
  public static String yaml(PortPlan ports) {
    return ALL.stream()
        .map(
            route ->
                "  - { prefix: %s, upstream: \"%s\", token: %s%s }\n"
                    .formatted(
                        route.prefix(), ports.url(route.part()), route.token(), route.rates()))
        .collect(Collectors.joining("", "routes:\n", ""));
  }
}
