package dev.dizhtime.notification;

import static dev.dizhtime.testkit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dizhtime.contracts.RestaurantId;
import dev.dizhtime.contracts.order.CancelledBy;
import dev.dizhtime.contracts.wallet.Party;
import dev.dizhtime.testkit.Infrastructure;
import dev.dizhtime.testkit.RealInfrastructure;
import dev.dizhtime.testkit.Server;
import dev.dizhtime.testkit.TestHttp;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What those who work at a restaurant are told. */
@RealInfrastructure({Server.POSTGRES, Server.KAFKA})
class StaffNoticesIT {
  private static RunningNotification service;
  private final Infrastructure infra;

  StaffNoticesIT(Infrastructure infra) {
    this.infra = infra;
  }

  @BeforeAll
  static void start(Infrastructure infra) {
    service = new RunningNotification(infra);
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  @Test
  void letsTheStaffOfARestaurantReadWhatIsSaidOfItsOrders() {
    Samples order = Samples.fresh();
    infra.events().send(order.published("Anna's", 1));
    infra.events().send(order.accepted());
    infra.events().send(order.funded("Anna's"));
    infra.events().send(order.cancelled(CancelledBy.CUSTOMER, "CHANGED_MIND", 0));
    eventually(() -> assertThat(service.topics(order.owner())).hasSize(2));
    eventually(() -> assertThat(service.knownName(order)).isEqualTo("Anna's"));
    infra.events().send(order.paidOut(Party.RESTAURANT));
    eventually(() -> assertThat(service.topics(order.owner())).hasSize(3));

    String[] told = {"order.cancelled", "order.funded"};
    for (String role : List.of("kitchen", "manager", "owner")) {
      assertThat(service.topics(service.staff(order.restaurant(), role)))
          .as(role)
          .containsExactly(told);
    }
    TestHttp cook = service.staff(order.restaurant(), "kitchen");
    JsonNode first = cook.get("/api/notifications?limit=1").expect(200).json();
    assertThat(first.get("unread").asInt()).isEqualTo(2);
    String next = "/api/notifications?limit=1&cursor=" + first.get("nextCursor").asText();
    assertThat(cook.get(next).json().get("items").findValuesAsText("topic"))
        .containsExactly("order.funded");

    String read = "/api/notifications/" + first.at("/items/0/notificationId").asText() + "/read";
    TestHttp elsewhere = service.staff(new RestaurantId(UUID.randomUUID()), "owner");
    assertThat(service.topics(elsewhere)).isEmpty();
    elsewhere.post(read, null).expect(404);
    cook.post(read, null).expect(204);
    cook.post(read, null).expect(204);
    JsonNode after = cook.get("/api/notifications").json();
    assertThat(after.get("unread").asInt()).isEqualTo(1);
    assertThat(after.at("/items/0/read").asBoolean()).isTrue();
    assertThat(service.inbox(order.owner()).get("unread").asInt()).isEqualTo(3);
    assertThat(
            service
                .staff(order.restaurant(), "manager")
                .get("/api/notifications")
                .json()
                .at("/unread"))
        .hasToString("2");
    JsonNode payout = service.inbox(order.owner()).at("/items/0");
    assertThat(payout.get("topic").asText()).isEqualTo("wallet.payout-paid");
    String paid = "/api/notifications/" + payout.get("notificationId").asText() + "/read";
    service.staff(order.restaurant(), "manager").post(paid, null).expect(404);
  }
}
