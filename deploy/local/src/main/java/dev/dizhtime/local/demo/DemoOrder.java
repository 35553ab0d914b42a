package dev.dizhtime.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dizhtime.local.city.OwnedRestaurant;
import dev.dizhtime.local.client.ApiException;
import dev.dizhtime.local.client.GatewayClient;
import dev.dizhtime.local.client.User;
import dev.dizhtime.local.platform.Secrets;
import dev.dizhtime.local.terminal.Progress;
import java.util.List;
import java.util.Locale;
import java.util.stream.StreamSupport;

/**
 * One order from search to settlement, told as it goes. What it needs and is not there, it makes.
 */
public final class DemoOrder {
  private final GatewayClient gateway;
  private final Secrets secrets;
  private final Progress progress;

  public DemoOrder(GatewayClient gateway, Secrets secrets, Progress progress) {
    this.gateway = gateway;
    this.secrets = secrets;
    this.progress = progress;
  }

  /**
   * How it ended.
   *
   * @param ledgerBalanced whether debits and credits of all accounts are the same
   * @param steps the order's timeline
   */
  public record Outcome(
      String orderId,
      String state,
      String traceId,
      String requestId,
      boolean ledgerBalanced,
      List<JsonNode> steps) {}

  /** Throws {@link ApiException} when the order does not come to its end. */
  public Outcome run() {
    progress.waitingFor(() -> "preparing the demo");
    var restaurant = new OwnedRestaurant(gateway, secrets).open();
    var customer = User.registered(gateway, secrets.of("customer").getFirst());
    var courier = Courier.near(gateway, secrets.of("driver"), restaurant.point());
    var shopping = new Shopping(customer, restaurant);
    var orderId = buy(shopping);
    cook(restaurant, shopping, orderId);
    deliver(courier, restaurant, shopping, orderId);
    return outcome(orderId);
  }

  private String buy(Shopping shopping) {
    var who = shopping.customer().account().displayName();
    if (shopping.topUpWhenPoor()) {
      progress.say(who + " puts money into the wallet");
    }
    var name = shopping.restaurant().restaurant().path("name").asText();
    progress.waitingFor(() -> "waiting for the search to find " + name);
    progress.say("%s searches and finds %s (%d found)".formatted(who, name, shopping.find()));
    var quote = shopping.quote();
    progress.say("The quote is " + money(quote.path("charges").path("total")));
    var orderId = shopping.place(quote).path("orderId").asText();
    progress.say("Order %s is placed".formatted(orderId));
    progress.waitingFor(() -> "waiting for the wallet");
    shopping.await(orderId, "FUNDS_RESERVED");
    progress.say("The wallet has reserved the money");
    return orderId;
  }

  private void cook(OwnedRestaurant.Found restaurant, Shopping shopping, String orderId) {
    for (String step : List.of("acceptance", "preparation", "readiness")) {
      restaurant
          .owner()
          .post("/api/orders/" + orderId + "/" + step, null)
          .orThrow("The restaurant's " + step);
    }
    shopping.await(orderId, "READY");
    progress.say("The restaurant has accepted, prepared and finished it");
  }

  private void deliver(
      Courier courier, OwnedRestaurant.Found restaurant, Shopping shopping, String orderId) {
    var who = courier.driver().account().displayName();
    progress.waitingFor(() -> "waiting for the offer to " + who);
    var task = courier.awaitOffer(orderId);
    progress.say(who + " is offered the task");
    courier.act(task, "acceptance");
    progress.waitingFor(() -> "waiting for the kitchen's call");
    courier.awaitReady();
    courier.handOver(task, "pickup", code(restaurant.owner(), orderId, "pickupCode"));
    progress.say(who + " has picked it up");
    shopping.await(orderId, "PICKED_UP");
    courier.handOver(task, "dropoff", code(shopping.customer(), orderId, "deliveryCode"));
    progress.say(who + " has dropped it off");
    progress.waitingFor(() -> "waiting for the settlement");
    shopping.await(orderId, "SETTLED");
    progress.say("The money is with the restaurant, the driver and the platform: settled");
  }

  private static String code(User who, String orderId, String field) {
    return who.read("/api/orders/" + orderId).path(field).asText("");
  }

  private Outcome outcome(String orderId) {
    var admin = User.loggedIn(gateway, secrets.admin());
    var ledger = admin.read("/api/wallet/ledger/verification");
    if (!ledger.path("balanced").asBoolean()) {
      throw new ApiException("The ledger does not balance: " + ledger.path("problems"));
    }
    progress.say("The ledger balances");
    progress.waitingForNothing();
    var timeline = admin.read("/api/orders/" + orderId + "/timeline");
    return new Outcome(
        orderId,
        timeline.path("state").asText(),
        timeline.path("traceId").asText(),
        timeline.path("requestId").asText(),
        true,
        StreamSupport.stream(timeline.path("steps").spliterator(), false).toList());
  }

  private static String money(JsonNode amount) {
    return String.format(
        Locale.ROOT,
        "%s %.2f",
        amount.path("currency").asText(),
        amount.path("amountMinor").asLong() / 100.0);
  }
}
