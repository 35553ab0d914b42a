package dev.dizhtime.notification;

import static dev.dizhtime.testkit.Eventually.eventually;
import static dev.dizhtime.testkit.Eventually.eventuallyReturns;
import static dev.dizhtime.testkit.Eventually.within;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dizhtime.contracts.Messages;
import dev.dizhtime.contracts.Money;
import dev.dizhtime.contracts.Topic;
import dev.dizhtime.contracts.UserId;
import dev.dizhtime.contracts.notification.NotificationCreated;
import dev.dizhtime.contracts.order.CancelledBy;
import dev.dizhtime.contracts.order.OrderPlaced;
import dev.dizhtime.contracts.wallet.Party;
import dev.dizhtime.runtime.json.Json;
import dev.dizhtime.testkit.BadRequest;
import dev.dizhtime.testkit.Event;
import dev.dizhtime.testkit.EventProbe;
import dev.dizhtime.testkit.Infrastructure;
import dev.dizhtime.testkit.RealInfrastructure;
import dev.dizhtime.testkit.Server;
import dev.dizhtime.testkit.TestTokens;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** From an event to the inbox, the topic and the mail. */
@RealInfrastructure({Server.POSTGRES, Server.KAFKA})
class NotificationIT {
  private static final Duration AFTER_AN_OUTAGE = Duration.ofSeconds(60);
  private static RunningNotification service;
  private final Infrastructure infra;

  NotificationIT(Infrastructure infra) {
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
  void tellsTheCustomerInTheInboxByMailAndOnTheTopicUnderTheOrdersTraceAndRequest() {
    Samples order = Samples.fresh();
    infra.events().send(Samples.registered(order.customer(), "anna@example.com", "Anna"));
    Map<String, String> cause = send(order.placed("Pizza & Co"));

    JsonNode item = onlyItem(order.customer());
    assertThat(item.get("topic").asText()).isEqualTo("order.placed");
    assertThat(item.get("body").asText()).contains("Pizza & Co").contains("27.77 USD");
    Event created =
        infra
            .events()
            .await(
                Topic.NOTIFICATIONS,
                Messages.typeOf(NotificationCreated.class),
                order.customer().toString());
    assertThat(created.json().get("notificationId")).isEqualTo(item.get("notificationId"));
    assertThat(created.header("x-request-id")).isEqualTo(cause.get("x-request-id"));
    assertThat(created.header("traceparent").split("-")[1])
        .isEqualTo(cause.get("traceparent").split("-")[1]);
    String mail = service.onlyMail("anna@example.com");
    assertThat(Post.header(mail, "Subject")).isEqualTo(item.get("title").asText());
    assertThat(Post.header(mail, "From")).isEqualTo("hello@dizhtime.example");
    assertThat(Post.header(mail, "Content-Type")).startsWith("text/plain");
    assertThat(Post.header(mail, "Message-ID"))
        .isEqualTo("<" + item.get("notificationId").asText() + "@dizhtime.example>");
    assertThat(mail).contains("Hello Anna,").contains("27.77 USD");
  }

  @Test
  void letsNoNameBecomeAHeaderARecipientOrAParagraph() {
    Samples order = Samples.fresh();
    String name = "Eve\r\nBcc: victim@example.com\r\n\r\nYour account is closed.\u2028Bye";
    infra.events().send(Samples.registered(order.owner(), "eve@example.com", name));
    infra.events().send(order.funded("Trap\r\nBcc: victim@example.com\r\nX-Evil: yes"));

    String mail = service.onlyMail("eve@example.com");
    assertThat(Post.header(mail, "Bcc")).isEmpty();
    assertThat(Post.header(mail, "X-Evil")).isEmpty();
    assertThat(Post.header(mail, "To")).isEqualTo("eve@example.com");
    assertThat(Post.header(mail, "Subject")).contains("Trap Bcc: victim@example.com X-Evil: yes");
    assertThat(mail).contains("Hello Eve Bcc: victim@example.com Your account is closed. Bye,\n");
    assertThat(service.post.mailsFor("victim@example.com")).isEmpty();
  }

  @Test
  void givesUpOnAnAddressThatIsMoreThanAnAddress() {
    Samples order = Samples.fresh();
    String address = "mallory@example.com>\r\nRCPT TO:<victim@example.com";
    infra.events().send(Samples.registered(order.customer(), address, "Mallory"));
    infra.events().send(order.accepted());
    onlyItem(order.customer());
    eventually(() -> assertThat(mailState(order.customer())).isEqualTo("FAILED"));
    assertThat(metrics()).contains("dizhtime_mail_attempts_total{outcome=\"failed\"}");
  }

  @Test
  void tellsNobodyTwiceWhenAnEventComesTwice() {
    Samples order = Samples.fresh();
    infra.events().send(Samples.registered(order.customer(), "twice@example.com", "Anna"));
    UUID id = UUID.randomUUID();
    infra.events().send(id, order.accepted());
    infra.events().send(id, order.accepted());
    infra.events().send(order.delivered());
    eventually(
        () ->
            assertThat(service.inbox(order.customer()).get("items").findValuesAsText("topic"))
                .containsExactly("order.delivered", "order.accepted"));
    eventually(() -> assertThat(service.post.mailsFor("twice@example.com")).hasSize(2));
  }

  @Test
  void tellsTimesByTheRestaurantsClockAndPaysOutToItsOwner() {
    Samples order = Samples.fresh();
    infra.events().send(order.published("Anna's", 2));
    infra.events().send(order.published("Older", 1));
    eventually(() -> assertThat(service.knownName(order)).isEqualTo("Anna's"));
    infra.events().send(order.scheduled(Instant.parse("2026-03-01T23:30:00Z")));
    infra.events().send(order.paidOut(Party.RESTAURANT));

    assertThat(onlyItem(order.customer()).get("body").asText())
        .contains("Sun 1 Mar 18:30 (New York time)");
    assertThat(onlyItem(order.owner()).get("body").asText()).contains("99.50 USD for Anna's");
  }

  @Test
  void tellsEachOfThemOnceWhatEndedAnOrderOrAPayment() {
    Samples order = Samples.fresh();
    infra.events().send(order.cancelled(CancelledBy.PLATFORM, "NO_DRIVER", 0));
    infra.events().send(order.undelivered());
    infra.events().send(order.refunded("It was cold"));
    infra.events().send(order.unassigned("CASH_LIMIT"));
    infra.events().send(order.abandoned("VEHICLE"));
    infra.events().send(order.undeliverable());
    infra.events().send(order.declined("card_declined"));
    infra.events().send(order.chargedBack());
    infra.events().send(order.paidOut(Party.DRIVER));
    eventually(
        () ->
            assertThat(service.topics(order.customer()))
                .containsExactlyInAnyOrder(
                    "order.cancelled",
                    "order.undelivered",
                    "order.refunded",
                    "wallet.top-up-declined",
                    "wallet.top-up-charged-back"));
    eventually(
        () ->
            assertThat(service.topics(order.driver()))
                .containsExactlyInAnyOrder(
                    "delivery.unassigned",
                    "delivery.abandoned",
                    "delivery.undeliverable",
                    "wallet.payout-paid"));
    assertThat(service.topics(order.owner())).containsExactly("order.cancelled");
  }

  @Test
  void keepsTheMailUntilTheAddressIsKnown() {
    Samples order = Samples.fresh();
    infra.events().send(order.accepted());
    onlyItem(order.customer());
    assertThat(mailState(order.customer())).isEqualTo("PENDING");
    infra.events().send(Samples.registered(order.customer(), "late@example.com", "Late"));
    service.onlyMail("late@example.com");
  }

  @Test
  void losesNothingWhileTheMailServerIsAway() {
    Samples order = Samples.fresh();
    infra.events().send(Samples.registered(order.customer(), "patient@example.com", "Anna"));
    service.post.stop();
    try {
      infra.events().send(order.accepted());
      infra.events().send(order.ready());
      eventually(() -> assertThat(service.inbox(order.customer()).get("items")).hasSize(2));
      eventually(() -> assertThat(pendingMails()).isGreaterThanOrEqualTo(2));
      eventually(
          () ->
              assertThat(metrics()).contains("dizhtime_mail_attempts_total{outcome=\"retried\"}"));
      service.management().get("/health/ready").expect(200);
    } finally {
      service.post.start();
    }
    // The next try may be as far off as the last one was.
    within(
        AFTER_AN_OUTAGE, () -> assertThat(service.post.mailsFor("patient@example.com")).hasSize(2));
    eventually(() -> assertThat(mailState(order.customer())).isEqualTo("SENT"));
  }

  @Test
  void tellsDriversAndWallets() {
    Samples order = Samples.fresh();
    infra.events().send(order.offered());
    infra.events().send(order.assigned());
    infra.events().send(order.toppedUp(new Money(5_000, "USD")));
    eventually(
        () ->
            assertThat(service.inbox(order.driver()).get("items").findValuesAsText("topic"))
                .containsExactly("delivery.assigned", "delivery.offered"));
    assertThat(onlyItem(order.customer()).get("title").asText()).startsWith("50.00 USD");
  }

  @Test
  void pagesThroughTheInboxAndCountsWhatIsUnread() {
    Samples order = Samples.fresh();
    infra.events().send(order.placed("Anna"));
    infra.events().send(order.accepted());
    infra.events().send(order.ready());
    eventually(
        () -> assertThat(service.inbox(order.customer()).get("unread").asInt()).isEqualTo(3));

    JsonNode first =
        service.as(order.customer()).get("/api/notifications?limit=2").expect(200).json();
    assertThat(first.get("items").findValuesAsText("topic"))
        .containsExactly("order.ready", "order.accepted");
    String next = "/api/notifications?limit=2&cursor=" + first.get("nextCursor").asText();
    JsonNode second = service.as(order.customer()).get(next).expect(200).json();
    assertThat(second.get("items").findValuesAsText("topic")).containsExactly("order.placed");
    assertThat(second.has("nextCursor")).isFalse();

    String read = "/api/notifications/" + first.at("/items/0/notificationId").asText() + "/read";
    service.as(order.owner()).post(read, null).expect(404);
    service.as(order.customer()).post(read, null).expect(204);
    service.as(order.customer()).post(read, null).expect(204);
    JsonNode after = service.inbox(order.customer());
    assertThat(after.get("unread").asInt()).isEqualTo(2);
    assertThat(after.at("/items/0/read").asBoolean()).isTrue();
  }

  @ParameterizedTest
  @MethodSource
  void refuses(BadRequest bad) {
    service.as(new UserId(UUID.randomUUID())).refuses(bad);
  }

  static Stream<BadRequest> refuses() {
    String inbox = "/api/notifications";
    String unknown = inbox + "/" + UUID.randomUUID() + "/read";
    return Stream.of(
        BadRequest.get("a limit of nothing", inbox + "?limit=0", 400, "limit"),
        BadRequest.get("a limit beyond the bound", inbox + "?limit=101", 400, "limit"),
        BadRequest.get("a limit that is no number", inbox + "?limit=ten", 400, "limit"),
        BadRequest.get("a negative cursor", inbox + "?cursor=-1", 400, "cursor"),
        BadRequest.get(
            "a cursor that overflows", inbox + "?cursor=" + "9".repeat(30), 400, "cursor"),
        BadRequest.get("a cursor that is SQL", inbox + "?cursor=1%20OR%201%3D1", 400, "cursor"),
        BadRequest.post("an unknown notification", unknown, null, 404, null),
        BadRequest.post("an id that is none", inbox + "/x/read", null, 400, "notificationId"),
        withToken(
            "an expired token", TestTokens.ofThisProcess().expired(UUID.randomUUID(), "customer")),
        withToken(
            "a forged token", TestTokens.ofThisProcess().forged(UUID.randomUUID(), "customer")),
        withToken(
            "an unsigned token",
            TestTokens.ofThisProcess().unsigned(UUID.randomUUID(), "customer")),
        withToken("a token that is none", "x"),
        BadRequest.get("no token", inbox, 401, null).with("Authorization", "none"));
  }

  private static BadRequest withToken(String name, String token) {
    return BadRequest.get(name, "/api/notifications", 401, null)
        .with("Authorization", "Bearer " + token);
  }

  private JsonNode onlyItem(UserId user) {
    return eventuallyReturns(
        () -> {
          JsonNode items = service.inbox(user).get("items");
          return items.size() == 1 ? items.get(0) : null;
        });
  }

  private String mailState(UserId user) throws RuntimeException {
    try (var connection = infra.connect("notification");
        var query =
            connection.prepareStatement(
                """
                SELECT DISTINCT state FROM mail JOIN notification USING (notification_id)
                WHERE user_id = ?
                """)) {
      query.setObject(1, user.value());
      try (var rows = query.executeQuery()) {
        rows.next();
        return rows.getString(1) + (rows.next() ? " and another" : "");
      }
    } catch (java.sql.SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private String metrics() {
    return service.management().get("/metrics").expect(200).body();
  }

  private double pendingMails() {
    return metrics()
        .lines()
        .filter(line -> line.startsWith("dizhtime_mail_pending "))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.indexOf(' '))))
        .sum();
  }

  /** Sends an event with a trace and request of its own and returns its headers. */
  private Map<String, String> send(OrderPlaced event) {
    Map<String, String> headers =
        EventProbe.cloudEvent(UUID.randomUUID(), Messages.typeOf(OrderPlaced.class), event.key());
    String topic = Topic.ORDERS.topicName(infra.topicPrefix());
    infra.events().send(topic, event.key(), Json.write(event), headers);
    return headers;
  }
}
