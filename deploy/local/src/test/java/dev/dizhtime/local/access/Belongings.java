package dev.dizhtime.local.access;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dizhtime.auth.crypto.RandomRefreshTokens;
import dev.dizhtime.local.city.Blueprint;
import dev.dizhtime.local.client.GatewayClient;
import dev.dizhtime.local.client.Poll;
import dev.dizhtime.local.client.User;
import dev.dizhtime.local.end.RunningPlatform;
import dev.dizhtime.local.platform.Part;
import dev.dizhtime.testkit.TestHttp;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;

/** What side A has: a restaurant with its staff, orders at every stage, money, a task. */
final class Belongings {
  final RunningPlatform platform;
  final Cast cast;

  /** A's own: no answer to anybody else may hold the address that its orders go to. */
  final Trade trade;

  final String draftId;
  private final GatewayClient gateway;

  Belongings(RunningPlatform platform, GatewayClient gateway, Cast cast) {
    this.platform = platform;
    this.gateway = gateway;
    this.cast = cast;
    trade = new Trade(cast, Member.CUSTOMER_A, Member.OWNER_A, Member.DRIVER_A);
    draftId =
        Trade.text(user(Member.OWNER_A).post("/api/restaurants", trade.plan()), "restaurantId");
  }

  User user(Member member) {
    return cast.user(member);
  }

  GatewayClient gateway() {
    return gateway;
  }

  String restaurantId() {
    return trade.restaurant.id();
  }

  /** Somebody joins A's staff, by an invitation whose link is known. */
  void hire(Member member, String role) {
    user(member)
        .post("/api/auth/staff-invitations/acceptance", Map.of("token", invite(member, role)))
        .orThrow("Joining the staff");
    cast.logInAgain(member);
  }

  /** Invites a member; gives the token that the mail would have had. */
  String invite(Member member, String role) {
    var email = user(member).account().email();
    var invitation = UUID.fromString(invite(email, role));
    var token = new RandomRefreshTokens().next();
    sql(
        "UPDATE staff_invitation SET token_hash = ? WHERE invitation_id = ?",
        new RandomRefreshTokens().hash(token).bytes(),
        invitation);
    return token;
  }

  /** Invites an address; gives the invitation's id. */
  String invite(String email, String role) {
    var body = Map.of("email", email, "role", role);
    var path = "/api/auth/restaurants/" + restaurantId() + "/staff";
    return Trade.whenKnown("The invitation", () -> user(Member.OWNER_A).post(path, body))
        .path("invitationId")
        .asText();
  }

  /** Writes to auth's database what takes a browser or a mail otherwise. */
  void sql(String statement, Object... values) {
    try (var auth = platform.database("auth");
        var prepared = auth.prepareStatement(statement)) {
      for (int i = 0; i < values.length; i++) {
        prepared.setObject(i + 1, values[i]);
      }
      prepared.executeUpdate();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Somebody works in a restaurant's kitchen. */
  void addToStaff(String restaurantId, String userId) {
    sql(
        "INSERT INTO staff (restaurant_id, user_id, role) VALUES (?, ?, 'KITCHEN')",
        UUID.fromString(restaurantId),
        UUID.fromString(userId));
  }

  /** Has everything since {@code from} paid out; gives the run. */
  String payoutRun(Instant from) {
    var admin = user(Member.ADMIN);
    var body = Map.of("from", from.toString(), "to", Instant.now().toString());
    var key = UUID.randomUUID().toString();
    var run = Trade.text(admin.post("/api/wallet/payouts", body, key), "payoutRunId");
    Poll.until(
        "The payout",
        Trade.BOUND,
        () ->
            Optional.of(admin.read("/api/wallet/payout-runs/" + run))
                .filter(each -> each.path("state").asText().equals("DONE")));
    return run;
  }

  /** A payment at the sandbox, which has a door of its own. */
  Map<String, String> payment() {
    var body = Map.of("reference", "A test", "amount", Blueprint.money(100));
    var made =
        TestHttp.at(platform.ports().url(Part.PAYMENT_SANDBOX))
            .as(platform.secrets().paymentKey("api"))
            .post("/v1/payments", body, "Idempotency-Key", UUID.randomUUID().toString())
            .expect(201);
    return Map.of("paymentId", made.json().path("id").asText());
  }

  /** The first thing of a list that a member reads, when it is there. */
  JsonNode firstOf(Member member, String path) {
    return Poll.until(
        "Something at " + path,
        Trade.BOUND,
        () ->
            StreamSupport.stream(user(member).read(path).path("items").spliterator(), false)
                .findFirst());
  }

  /** One thing that a member posts for. */
  Map<String, String> made(Member member, String path, Object body, String... fields) {
    var key = UUID.randomUUID().toString();
    var answer = user(member).post(path, body, key).orThrow("POST " + path);
    Map<String, String> kept = new HashMap<>();
    for (String field : fields) {
      kept.put(field, answer.path(field).asText());
    }
    return kept;
  }
}
