package dev.dizhtime.local.platform;

import java.util.List;
import java.util.stream.Collectors;

/** The gateway's routes on this machine. */
public final class Routes {
  private record Route(String prefix, Part part, String token) {}

  private static final List<Route> ALL =
      List.of(
          new Route("/api/auth", Part.AUTH, "optional"),
          new Route("/oauth", Part.AUTH, "optional"),
          new Route("/.well-known/openid-configuration", Part.AUTH, "optional"),
          new Route("/.well-known/oauth-authorization-server", Part.AUTH, "optional"),
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
                "  - { prefix: %s, upstream: \"%s\", token: %s }\n"
                    .formatted(route.prefix(), ports.url(route.part()), route.token()))
        .collect(Collectors.joining("", "routes:\n", ""));
  }
}
