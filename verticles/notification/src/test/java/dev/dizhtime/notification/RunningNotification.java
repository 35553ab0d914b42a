package dev.dizhtime.notification;

import static dev.dizhtime.testkit.Eventually.eventuallyReturns;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dizhtime.contracts.RestaurantId;
import dev.dizhtime.contracts.UserId;
import dev.dizhtime.runtime.config.Env;
import dev.dizhtime.runtime.service.RunningService;
import dev.dizhtime.runtime.service.ServiceRunner;
import dev.dizhtime.testkit.Infrastructure;
import dev.dizhtime.testkit.TestHttp;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A notification service on real infrastructure with a mail server, and what both have told. */
final class RunningNotification implements AutoCloseable {
  final Post post = Post.open();
  private final Infrastructure infra;
  private final RunningService service;

  RunningNotification(Infrastructure infra) {
    this.infra = infra;
    this.service = start(infra, post.address(), Map.of());
  }

  /** Starts the service alone, with a mail server that is there. */
  static RunningService start(
      Infrastructure infra, String mailServer, Map<String, String> settings) {
    Map<String, String> environment = infra.environment("notification");
    environment.put("DIZHTIME_INSTANCES", "1");
    environment.put("DIZHTIME_SMTP_URL", mailServer);
    environment.put("DIZHTIME_MAIL_FROM", "hello@dizhtime.example");
    environment.put("DIZHTIME_MAIL_RETRY_MILLIS", "50");
    environment.putAll(settings);
    return ServiceRunner.start(NotificationService.SERVICE, Env.of(environment));
  }

  TestHttp as(UserId user) {
    return infra.http(service.address()).as(infra.tokens().customer(user.value()));
  }

  /** Somebody with a role at a restaurant, each time somebody else. */
  TestHttp staff(RestaurantId restaurant, String role) {
    String token = infra.tokens().staff(UUID.randomUUID(), restaurant.value(), role);
    return infra.http(service.address()).as(token);
  }

  TestHttp management() {
    return TestHttp.at("http://127.0.0.1:" + service.managementPort());
  }

  JsonNode inbox(UserId user) {
    return inbox(as(user));
  }

  List<String> topics(UserId user) {
    return topics(as(user));
  }

  List<String> topics(TestHttp reader) {
    return inbox(reader).get("items").findValuesAsText("topic");
  }

  private static JsonNode inbox(TestHttp reader) {
    return reader.get("/api/notifications").expect(200).json();
  }

  /** The one mail that came for an address. */
  String onlyMail(String address) {
    return eventuallyReturns(
        () -> {
          List<String> mails = post.mailsFor(address);
          return mails.size() == 1 ? mails.getFirst() : null;
        });
  }

  /** What the service takes the order's restaurant to be called; null while it does not know. */
  String knownName(Samples order) {
    try (var connection = infra.connect("notification");
        var query =
            connection.prepareStatement(
                "SELECT name FROM known_restaurant WHERE restaurant_id = ?")) {
      query.setObject(1, order.restaurant().value());
      try (var rows = query.executeQuery()) {
        return rows.next() ? rows.getString(1) : null;
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    service.close();
    post.close();
  }
}
