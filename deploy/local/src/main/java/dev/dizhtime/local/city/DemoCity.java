package dev.dizhtime.local.city;

import dev.dizhtime.local.city.Blueprint.Point;
import dev.dizhtime.local.city.Blueprint.Restaurant;
import dev.dizhtime.local.client.ApiException;
import dev.dizhtime.local.client.GatewayClient;
import dev.dizhtime.local.client.Poll;
import dev.dizhtime.local.client.User;
import dev.dizhtime.local.platform.Account;
import dev.dizhtime.local.platform.Secrets;
import dev.dizhtime.local.supervisor.DataDirectory;
import dev.dizhtime.local.terminal.Progress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Fills the demo city through the gateway: restaurants with menus, customers with money, drivers.
 * Each step may be done again without harm, so a start that was interrupted is completed by the
 * next one.
 */
public final class DemoCity {
  private static final String SOURCE = "demo-city";
  private static final Duration PAYMENT_BOUND = Duration.ofSeconds(60);
  private static final long TOP_UP_MINOR = 50_000;
  private static final int ONLINE_DRIVERS = 5;
  private static final double BLOCK_DEGREES = 0.0035;

  private final GatewayClient gateway;
  private final Secrets secrets;
  private final Path marker;
  private final Progress progress;

  /** {@code marker} is the file that says that the city is complete. */
  public DemoCity(GatewayClient gateway, Secrets secrets, Path marker, Progress progress) {
    this.gateway = gateway;
    this.secrets = secrets;
    this.marker = marker;
    this.progress = progress;
  }

  /** Does what is not done yet. */
  public void fill() {
    if (Files.exists(marker)) {
      return;
    }
    progress.waitingFor(() -> "filling the demo city");
    var restaurants = Blueprint.restaurants();
    new OwnedRestaurant(gateway, secrets).open();
    importRest(restaurants.subList(1, restaurants.size()));
    secrets.of("customer").parallelStream().forEach(this::customer);
    var drivers = secrets.of("driver");
    drivers.parallelStream().forEach(driver -> driver(driver, drivers.indexOf(driver)));
    DataDirectory.replace(marker, "");
    progress.waitingForNothing();
    progress.say(
        "The demo city is there: %d restaurants, %d customers with money, %d drivers"
            .formatted(restaurants.size(), secrets.of("customer").size(), drivers.size()));
  }

  private void importRest(List<Restaurant> restaurants) {
    var rows = restaurants.stream().map(DemoCity::row).toList();
    var answer =
        User.loggedIn(gateway, secrets.admin())
            .post("/api/restaurants/imports", Map.of("source", SOURCE, "restaurants", rows))
            .orThrow("Importing the restaurants of the demo city");
    var rejected = answer.path("rejected");
    if (!rejected.isEmpty()) {
      throw new IllegalStateException("restaurants of the demo city were rejected: " + rejected);
    }
  }

  private static Map<String, Object> row(Restaurant restaurant) {
    Map<String, Object> row = new HashMap<>(restaurant.json());
    row.put("sourceId", restaurant.sourceId());
    row.put("menu", Blueprint.menu(restaurant.cuisine()));
    return row;
  }

  private void customer(Account account) {
    topUp(User.registered(gateway, account), TOP_UP_MINOR, "demo-city");
  }

  /** Puts money into a wallet, once for each {@code reason}, and waits until it is there. */
  public static void topUp(User customer, long amountMinor, String reason) {
    var key =
        UUID.nameUUIDFromBytes(
            (customer.account().email() + reason).getBytes(StandardCharsets.UTF_8));
    var what = "Topping up the wallet of " + customer.account().email();
    var topUp =
        customer
            .post(
                "/api/wallet/top-ups",
                Map.of("amount", Blueprint.money(amountMinor)),
                key.toString())
            .orThrow(what);
    // An older version paid at once, and its answer is repeated to the same key.
    if (topUp.has("topUpId")) {
      awaitMoney(customer, topUp.path("topUpId").asText(), what);
    }
  }

  private static void awaitMoney(User customer, String topUpId, String what) {
    var status =
        Poll.until(
            what,
            PAYMENT_BOUND,
            () ->
                Optional.of(customer.read("/api/wallet/top-ups/" + topUpId).path("status").asText())
                    .filter(each -> !each.equals("PENDING")));
    if (!status.equals("SUCCEEDED")) {
      throw new ApiException(what + " ended as " + status + ".");
    }
  }

  /** The first few drivers are on the road, on a circle around the centre. */
  private void driver(Account account, int index) {
    var driver = User.registered(gateway, account);
    if (index < ONLINE_DRIVERS) {
      double angle = 2 * Math.PI * index / ONLINE_DRIVERS;
      var centre = Blueprint.restaurants().getFirst().point();
      var where =
          new Point(
              centre.lat() + BLOCK_DEGREES * Math.sin(angle),
              centre.lon() + BLOCK_DEGREES * Math.cos(angle));
      driver
          .put("/api/deliveries/shift", Map.of("online", true, "location", where))
          .orThrow("Going online as " + account.email());
    }
  }
}
