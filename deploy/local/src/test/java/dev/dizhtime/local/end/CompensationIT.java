package dev.dizhtime.local.end;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dizhtime.local.city.OwnedRestaurant;
import dev.dizhtime.local.client.GatewayClient;
import dev.dizhtime.local.client.Poll;
import dev.dizhtime.local.demo.Shopping;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What is undone when an order cannot go on. */
class CompensationIT {
  private static RunningPlatform platform;
  private static GatewayClient gateway;
  private static OwnedRestaurant.Found restaurant;

  @BeforeAll
  static void openARestaurant() {
    platform = RunningPlatform.shared();
    gateway = platform.gateway();
    restaurant = new OwnedRestaurant(gateway, platform.secrets()).open();
  }

  @AfterAll
  static void close() {
    gateway.close();
  }

  @Test
  void failsAnOrderThatTheWalletCannotPay() {
    var shopping = new Shopping(platform.newcomer(gateway, "customer"), restaurant);
    var orderId = shopping.place(shopping.quote()).path("orderId").asText();
    assertThat(shopping.await(orderId, "FAILED").path("state").asText()).isEqualTo("FAILED");
  }

  @Test
  void givesTheMoneyBackWhenTheRestaurantRejects() {
    var shopping = new Shopping(platform.newcomer(gateway, "customer"), restaurant);
    shopping.topUpWhenPoor();
    var before = available(shopping);
    var orderId = shopping.place(shopping.quote()).path("orderId").asText();
    shopping.await(orderId, "FUNDS_RESERVED");
    assertThat(available(shopping)).isLessThan(before);

    restaurant
        .owner()
        .post("/api/orders/" + orderId + "/rejection", Map.of("reason", "sold out"))
        .orThrow("The rejection");

    shopping.await(orderId, "REJECTED");
    Poll.until(
        "The money coming back",
        Duration.ofSeconds(15),
        () -> Optional.of(available(shopping)).filter(now -> now == before));
  }

  private static long available(Shopping shopping) {
    long sum = 0;
    for (JsonNode account : shopping.customer().read("/api/wallet").path("accounts")) {
      sum += account.path("availableMinor").asLong();
    }
    return sum;
  }
}
