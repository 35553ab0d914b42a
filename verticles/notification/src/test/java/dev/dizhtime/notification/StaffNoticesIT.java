package dev.dizhtime.notification;

import static dev.dizhtime.testkit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dizhtime.contracts.RestaurantId;
import dev.dizhtime.contracts.UserId;
import dev.dizhtime.contracts.order.CancelledBy;
import dev.dizhtime.contracts.wallet.Party;
import dev.dizhtime.runtime.config.Env;
import dev.dizhtime.runtime.service.RunningService;
import dev.dizhtime.runtime.service.ServiceRunner;
import dev.dizhtime.testkit.Infrastructure;
import dev.dizhtime.testkit.RealInfrastructure;
import dev.dizhtime.testkit.Server;
import dev.dizhtime.testkit.TestHttp;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What those who work at a restaurant are told. */
@RealInfrastructure({Server.POSTGRES, Server.KAFKA})
class StaffNoticesIT {
  private static Post post;
  private static RunningService service;
  private final Infrastructure infra;

  StaffNoticesIT(Infrastructure infra) {
    this.infra = infra;
  }

  @BeforeAll
  static void start(Infrastructure infra) {
    post = Post.open();
    Map<String, String> environment = infra.environment("notification");
    environment.put("DIZHTIME_INSTANCES", "1");
    environment.put("DIZHTIME_SMTP_URL", post.address());
    environment.put("DIZHTIME_MAIL_FROM", "hello@dizhtime.example");
    service = ServiceRunner.start(NotificationService.SERVICE, Env.of(environment));
  }

  @AfterAll
  static void stop() {
    service.close();
    post.close();
  }

  @Test
  void letsTheStaffOfARestaurantReadWhatIsSaidOfItsOrders() {
    Samples order = Samples.fresh();
    infra.events().send(order.published("Anna's", 1));
    infra.events().send(order.accepted());
    infra.events().send(order.funded("Anna's"));
    infra.events().send(order.cancelled(CancelledBy.CUSTOMER, "CHANGED_MIND", 0));
    eventually(() -> assertThat(topics(order.owner())).hasSize(2));
    eventually(() -> assertThat(knownName(order)).isEqualTo("Anna's"));
    infra.events().send(order.paidOut(Party.RESTAURANT));
    eventually(() -> assertThat(topics(order.owner())).hasSize(3));

    String[] told = {"order.cancelled", "order.funded"};
    for (String role : List.of("kitchen", "manager", "owner")) {
      assertThat(topics(staff(order.restaurant(), role))).as(role).containsExactly(told);
    }
    TestHttp cook = staff(order.restaurant(), "kitchen");
    JsonNode first = cook.get("/api/notifications?limit=1").expect(200).json();
    assertThat(first.get("unread").asInt()).isEqualTo(2);
    String next = "/api/notifications?limit=1&cursor=" + first.get("nextCursor").asText();
    assertThat(cook.get(next).json().get("items").findValuesAsText("topic"))
        .containsExactly("order.funded");

    String read = "/api/notifications/" + first.at("/items/0/notificationId").asText() + "/read";
    TestHttp elsewhere = staff(new RestaurantId(UUID.randomUUID()), "owner");
    assertThat(topics(elsewhere)).isEmpty();
    elsewhere.post(read, null).expect(404);
    cook.post(read, null).expect(204);
    cook.post(read, null).expect(204);
    JsonNode after = cook.get("/api/notifications").json();
    assertThat(after.get("unread").asInt()).isEqualTo(1);
    assertThat(after.at("/items/0/read").asBoolean()).isTrue();
    assertThat(inbox(order.owner()).get("unread").asInt()).isEqualTo(3);
    assertThat(staff(order.restaurant(), "manager").get("/api/notifications").json().at("/unread"))
        .hasToString("2");
    JsonNode payout = inbox(order.owner()).at("/items/0");
    assertThat(payout.get("topic").asText()).isEqualTo("wallet.payout-paid");
    String paid = "/api/notifications/" + payout.get("notificationId").asText() + "/read";
    staff(order.restaurant(), "manager").post(paid, null).expect(404);
  }

  private TestHttp as(UserId user) {
    return infra.http(service.address()).as(infra.tokens().customer(user.value()));
  }

  /** Somebody with a role at a restaurant, each time somebody else. */
  private TestHttp staff(RestaurantId restaurant, String role) {
    String token = infra.tokens().staff(UUID.randomUUID(), restaurant.value(), role);
    return infra.http(service.address()).as(token);
  }

  private static List<String> topics(TestHttp reader) {
    return reader
        .get("/api/notifications")
        .expect(200)
        .json()
        .get("items")
        .findValuesAsText("topic");
  }

  private JsonNode inbox(UserId user) {
    return as(user).get("/api/notifications").expect(200).json();
  }

  private List<String> topics(UserId user) {
    return topics(as(user));
  }

  private String knownName(Samples order) {
    try (var connection = infra.connect("notification");
        var query =
            connection.prepareStatement(
                "SELECT name FROM known_restaurant WHERE restaurant_id = ?")) {
      query.setObject(1, order.restaurant().value());
      try (var rows = query.executeQuery()) {
        return rows.next() ? rows.getString(1) : null;
      }
    } catch (java.sql.SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
