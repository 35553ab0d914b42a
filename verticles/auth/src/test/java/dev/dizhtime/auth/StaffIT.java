package dev.dizhtime.auth;

import static dev.dizhtime.testkit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.dizhtime.contracts.GeoPoint;
import dev.dizhtime.contracts.Place;
import dev.dizhtime.contracts.RestaurantId;
import dev.dizhtime.contracts.UserId;
import dev.dizhtime.contracts.restaurant.RestaurantPublished;
import dev.dizhtime.testkit.Infrastructure;
import dev.dizhtime.testkit.RealInfrastructure;
import dev.dizhtime.testkit.Server;
import dev.dizhtime.testkit.TestHttp;
import dev.dizhtime.testkit.TestResponse;
import java.text.ParseException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Who works where, and what admins make of accounts. */
@RealInfrastructure({Server.POSTGRES, Server.KAFKA})
class StaffIT {
  private static final Map<String, Object> SUPPORT = Map.of("roles", List.of("support"));
  private static final String ACCEPTANCE = "/api/auth/staff-invitations/acceptance";

  private static RunningAuth auth;
  private static TestHttp http;
  private static Mailbox mailbox;
  private final Infrastructure infra;

  StaffIT(Infrastructure infra) {
    this.infra = infra;
  }

  @BeforeAll
  static void start(Infrastructure infra) {
    auth = RunningAuth.start(infra);
    http = auth.http();
    mailbox = new Mailbox(infra);
  }

  @AfterAll
  static void stop() {
    auth.close();
  }

  @Test
  void whoIsInvitedJoinsAndTheTokenSaysSo() throws Exception {
    TestHttp owner = as(registered("owner1@example.test", "restaurant"));
    String restaurant = restaurantOf("owner1@example.test");
    JsonNode invitation =
        invite(owner, restaurant, "Cook1@Example.test", "kitchen").expect(201).json();
    assertThat(invitation.path("email").asText()).isEqualTo("cook1@example.test");
    JsonNode cook = registered("cook1@example.test", "customer");
    String token = mailbox.token("JOIN_STAFF", "cook1@example.test", 1);

    JsonNode joined = as(cook).post(ACCEPTANCE, Map.of("token", token)).expect(200).json();

    assertThat(joined.path("role").asText()).isEqualTo("kitchen");
    var claims = claims(refresh(cook).expect(200).json());
    assertThat(claims.getJSONObjectClaim("staff")).isEqualTo(Map.of(restaurant, "kitchen"));
    assertThat(claims.getStringListClaim("roles")).containsExactly("customer", "restaurant");
    as(cook).post(ACCEPTANCE, Map.of("token", token)).expect(422);
    JsonNode list = owner.get(staff(restaurant)).expect(200).json();
    assertThat(list.path("staff").findValuesAsText("email")).containsExactly("cook1@example.test");
    assertThat(list.path("invitations")).isEmpty();
  }

  @Test
  void anInvitationIsForItsAddressAndCanBeTakenBack() {
    TestHttp owner = as(registered("owner2@example.test", "restaurant"));
    String restaurant = restaurantOf("owner2@example.test");
    JsonNode thief = registered("thief2@example.test", "restaurant");
    JsonNode cook = registered("cook2@example.test", "restaurant");
    JsonNode first = invite(owner, restaurant, "cook2@example.test", "owner").expect(201).json();
    String token = mailbox.token("JOIN_STAFF", "cook2@example.test", 1);
    as(thief).post(ACCEPTANCE, Map.of("token", token)).expect(422);

    owner
        .delete(
            "/api/auth/restaurants/%s/staff-invitations/%s"
                .formatted(restaurant, first.path("invitationId").asText()))
        .expect(204);

    as(cook).post(ACCEPTANCE, Map.of("token", token)).expect(422);
  }

  @Test
  void onlyOwnersManageTheStaffOfTheirOwnRestaurant() throws Exception {
    TestHttp owner = as(registered("owner3@example.test", "restaurant"));
    String restaurant = restaurantOf("owner3@example.test");
    JsonNode manager = joined(owner, restaurant, "manager3@example.test", "manager");
    JsonNode partner = joined(owner, restaurant, "partner3@example.test", "owner");
    registered("owner3b@example.test", "restaurant");
    String other = restaurantOf("owner3b@example.test");

    for (TestHttp stranger : List.of(as(manager), as(registered("any3@example.test", "driver")))) {
      stranger.get(staff(restaurant)).expect(404);
      invite(stranger, restaurant, "friend3@example.test", "owner").expect(404);
    }
    owner.get(staff(other)).expect(404);
    owner.get(staff(UUID.randomUUID().toString())).expect(404);
    as(partner).get(staff(restaurant)).expect(200);
    String partnerId = claims(partner).getSubject();
    as(manager).delete(staff(restaurant) + "/" + partnerId).expect(404);
    http.get(staff(restaurant)).expect(401);
    admin().get(staff(restaurant)).expect(200);
  }

  @Test
  void whoIsRemovedOrLeavesHasNoSuchTokenAnyMore() throws Exception {
    TestHttp owner = as(registered("owner4@example.test", "restaurant"));
    String restaurant = restaurantOf("owner4@example.test");
    JsonNode cook = joined(owner, restaurant, "cook4@example.test", "kitchen");
    JsonNode waiter = joined(owner, restaurant, "waiter4@example.test", "manager");

    owner.delete(staff(restaurant) + "/" + claims(cook).getSubject()).expect(204);
    as(waiter).delete(staff(restaurant) + "/" + claims(waiter).getSubject()).expect(204);

    for (JsonNode gone : List.of(cook, waiter)) {
      assertThat(claims(refresh(gone).expect(200).json()).getClaim("staff")).isNull();
    }
    owner.delete(staff(restaurant) + "/" + claims(cook).getSubject()).expect(404);
  }

  @Test
  void floodsNobodyWithInvitations() {
    TestHttp owner = as(registered("owner5@example.test", "restaurant"));
    String restaurant = restaurantOf("owner5@example.test");
    for (int i = 0; i < 3; i++) {
      invite(owner, restaurant, "victim5@example.test", "kitchen").expect(201);
    }
    invite(owner, restaurant, "victim5@example.test", "kitchen").expect(429);
    assertThat(owner.get(staff(restaurant)).json().path("invitations")).hasSize(1);
  }

  @Test
  void onlyAdminsSayWhatAnAccountMayBe() throws Exception {
    JsonNode helper = registered("helper6@example.test", "customer");
    String roles = "/api/auth/accounts/%s/roles".formatted(claims(helper).getSubject());
    Map<String, Object> support = Map.of("roles", List.of("customer", "support"));
    as(helper).put(roles, support).expect(403);
    http.put(roles, support).expect(401);

    admin().put(roles, support).expect(204);

    JsonNode promoted = refresh(helper).expect(200).json();
    assertThat(claims(promoted).getStringListClaim("roles")).containsExactly("customer", "support");
    as(promoted).get("/api/auth/security-events/all").expect(200);
    admin().put(roles, Map.of("roles", List.of("customer"))).expect(204);
    refresh(promoted).expect(401);
    String adminId =
        claims(tokens(AuthEnvironment.ADMIN, AuthEnvironment.ADMIN_PASSWORD)).getSubject();
    admin()
        .put("/api/auth/accounts/%s/roles".formatted(adminId), Map.of("roles", List.of("customer")))
        .expect(409);
  }

  @Test
  void anAdminLogsSomebodyOutEverywhereAndTheyAreTold() throws Exception {
    JsonNode taken = registered("taken-over@example.test", "customer");
    String sessions = "/api/auth/accounts/%s/sessions".formatted(claims(taken).getSubject());
    as(taken).delete(sessions).expect(403);
    http.delete(sessions).expect(401);
    admin().delete("/api/auth/accounts/%s/sessions".formatted(UUID.randomUUID())).expect(404);
    JsonNode going = refresh(taken).expect(200).json();

    admin().delete(sessions).expect(204);

    refresh(going).expect(401);
    assertThat(as(going).get("/api/auth/security-events").expect(200).json().path("items"))
        .anyMatch(
            event ->
                event.path("kind").asText().equals("SESSIONS_ENDED")
                    && !event.path("actorId").isMissingNode());
  }

  @Test
  void supportFindsAnAccountByItsAddressAndNobodyElseDoes() throws Exception {
    JsonNode somebody = registered("lost@example.test", "customer");
    String id = claims(somebody).getSubject();
    Map<String, String> address = Map.of("email", "Lost@Example.test");
    for (TestHttp other : List.of(as(somebody), http)) {
      int refusal = other == http ? 401 : 403;
      other.post("/api/auth/accounts/search", address).expect(refusal);
      other.get("/api/auth/accounts/" + id).expect(refusal);
    }
    admin().put("/api/auth/accounts/%s/roles".formatted(id), SUPPORT).expect(204);
    // A role that is taken ends the sessions.
    JsonNode support = tokens("lost@example.test", AuthEnvironment.PASSWORD);

    JsonNode found = as(support).post("/api/auth/accounts/search", address).expect(200).json();

    assertThat(found).isEqualTo(as(support).get("/api/auth/accounts/" + id).expect(200).json());
    assertThat(found.path("userId").asText()).isEqualTo(id);
    assertThat(found.path("email").asText()).isEqualTo("lost@example.test");
    assertThat(found.path("roles")).extracting(JsonNode::asText).containsExactly("support");
    assertThat(found.has("deletionAt")).isFalse();
    var nobody = Map.of("email", "nobody@example.test");
    as(support).post("/api/auth/accounts/search", nobody).expect(404);
    as(support).get("/api/auth/accounts/" + UUID.randomUUID()).expect(404);
  }

  @Test
  void whoRotatesTheKeysIsKept() throws Exception {
    JsonNode admin = tokens(AuthEnvironment.ADMIN, AuthEnvironment.ADMIN_PASSWORD);
    String kid =
        as(admin)
            .post("/api/auth/keys/rotation", Map.of("compromised", false))
            .expect(200)
            .json()
            .path("kid")
            .asText();
    JsonNode newest = as(admin).get("/api/auth/security-events/all?limit=100").json();
    assertThat(newest.path("items"))
        .anyMatch(
            event ->
                event.path("kind").asText().equals("KEY_ADDED")
                    && event.path("detail").asText().equals(kid)
                    && event.path("actorId").asText().equals(claims(admin).getSubject()));
  }

  private JsonNode joined(TestHttp owner, String restaurant, String email, String role) {
    JsonNode person = registered(email, "restaurant");
    invite(owner, restaurant, email, role).expect(201);
    String token = mailbox.token("JOIN_STAFF", email, 1);
    as(person).post(ACCEPTANCE, Map.of("token", token)).expect(200);
    return person;
  }

  private static TestResponse invite(TestHttp by, String restaurant, String email, String role) {
    return by.post(staff(restaurant), Map.of("email", email, "role", role));
  }

  private static String staff(String restaurant) {
    return "/api/auth/restaurants/" + restaurant + "/staff";
  }

  /** Publishes a restaurant and waits until auth knows it. */
  private String restaurantOf(String email) {
    JsonNode tokens = tokens(email, AuthEnvironment.PASSWORD);
    UserId owner = new UserId(UUID.fromString(claims(tokens).getSubject()));
    RestaurantId id = new RestaurantId(UUID.randomUUID());
    infra
        .events()
        .send(
            new RestaurantPublished(
                id,
                1,
                owner,
                "Chez " + email,
                "French",
                new Place("1 Main St", new GeoPoint(40.7, -74)),
                "America/New_York",
                "USD",
                null,
                true,
                List.of(),
                Instant.now(),
                List.of()));
    eventually(() -> as(tokens).get(staff(id.toString())).expect(200));
    return id.toString();
  }

  private static JWTClaimsSet claims(JsonNode tokens) {
    try {
      return SignedJWT.parse(tokens.path("accessToken").asText()).getJWTClaimsSet();
    } catch (ParseException e) {
      throw new AssertionError(e);
    }
  }

  private static JsonNode registered(String email, String role) {
    http.post("/api/auth/register", AuthEnvironment.registration(email, role)).expect(201);
    return tokens(email, AuthEnvironment.PASSWORD);
  }

  private static JsonNode tokens(String email, String password) {
    return http.post("/api/auth/login", Map.of("email", email, "password", password))
        .expect(200)
        .json();
  }

  private static TestHttp admin() {
    return as(tokens(AuthEnvironment.ADMIN, AuthEnvironment.ADMIN_PASSWORD));
  }

  private static TestHttp as(JsonNode tokens) {
    return http.as(tokens.path("accessToken").asText());
  }

  private static TestResponse refresh(JsonNode tokens) {
    return http.post(
        "/api/auth/refresh", Map.of("refreshToken", tokens.path("refreshToken").asText()));
  }
}
