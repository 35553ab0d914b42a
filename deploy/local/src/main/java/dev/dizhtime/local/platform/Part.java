package dev.dizhtime.local.platform;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Every service and portal of the platform: where its main is and what must answer before it
 * starts. They are named and not referred to, so that the same table serves one JVM for all and one
 * for each.
 */
public enum Part {
  GATEWAY("gateway", "dev.dizhtime.gateway.GatewayService", 0),
  AUTH("auth", "dev.dizhtime.auth.AuthService", 1, Server.POSTGRES, Server.KAFKA),
  RESTAURANT(
      "restaurant", "dev.dizhtime.restaurant.RestaurantService", 2, Server.MONGO, Server.KAFKA),
  SEARCH("search", "dev.dizhtime.search.SearchService", 3, Server.ELASTICSEARCH, Server.KAFKA),
  ORDER("order", "dev.dizhtime.order.OrderService", 4, Server.POSTGRES, Server.KAFKA),
  DELIVERY("delivery", "dev.dizhtime.delivery.DeliveryService", 5, Server.POSTGRES, Server.KAFKA),
  WALLET("wallet", "dev.dizhtime.wallet.WalletService", 6, Server.POSTGRES, Server.KAFKA),
  NOTIFICATION(
      "notification",
      "dev.dizhtime.notification.NotificationService",
      7,
      Server.POSTGRES,
      Server.KAFKA,
      Server.MAIL),
  CUSTOMER_PORTAL("portal-customer", "dev.dizhtime.portal.customer.CustomerPortal", 8),
  RESTAURANT_PORTAL(
      "portal-restaurant", "dev.dizhtime.portal.restaurant.RestaurantPortal", 9, Server.KAFKA),
  DRIVER_PORTAL("portal-driver", "dev.dizhtime.portal.driver.DriverPortal", 10, Server.KAFKA),
  ADMIN_PORTAL("portal-admin", "dev.dizhtime.portal.admin.AdminPortal", 11, Server.KAFKA),
  PAYMENT_SANDBOX(
      "payment-sandbox", "dev.dizhtime.wallet.sandbox.SandboxService", 12, Server.POSTGRES);

  private final String partName;
  private final String mainClass;
  private final int portOffset;
  private final Set<Server> needs;

  Part(String partName, String mainClass, int portOffset, Server... needs) {
    this.partName = partName;
    this.mainClass = mainClass;
    this.portOffset = portOffset;
    this.needs =
        Stream.concat(Arrays.stream(needs), Stream.of(Server.TRACES))
            .collect(Collectors.toUnmodifiableSet());
  }

  /** As in logs, addresses and {@code dizhtime logs}. */
  public String partName() {
    return partName;
  }

  /** The class with {@code SERVICE} and {@code main}. */
  public String mainClass() {
    return mainClass;
  }

  /** What its port is above the gateway's. */
  int portOffset() {
    return portOffset;
  }

  /** The servers that must answer before it starts; all send their traces. */
  public Set<Server> needs() {
    return needs;
  }

  /** The part of that name. */
  public static Optional<Part> named(String name) {
    return Arrays.stream(values()).filter(part -> part.partName.equals(name)).findFirst();
  }
}
