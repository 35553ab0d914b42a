package dev.dizhtime.auth;

import static dev.dizhtime.testkit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dizhtime.contracts.Topic;
import dev.dizhtime.testkit.Infrastructure;
import dev.dizhtime.testkit.RealInfrastructure;
import dev.dizhtime.testkit.Server;
import dev.dizhtime.testkit.TestHttp;
import dev.dizhtime.testkit.TestResponse;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Leaving, and taking one's data along. */
@RealInfrastructure({Server.POSTGRES, Server.KAFKA})
class DepartureIT {
  private static final String DELETION = "/api/auth/account-deletion";
  private static final Map<String, String> PASSWORD =
      Map.of("currentPassword", AuthEnvironment.PASSWORD);

  private static RunningAuth auth;
  private static TestHttp http;
  private final Infrastructure infra;

  DepartureIT(Infrastructure infra) {
    this.infra = infra;
  }

  @BeforeAll
  static void start(Infrastructure infra) {
    auth = RunningAuth.start(infra);
    http = auth.http();
  }

  @AfterAll
  static void stop() {
    auth.close();
  }

  @Test
  void anAccountGoesAfterTheGraceAndTheOthersAreTold() throws Exception {
    String email = "leaving@example.test";
    String userId = register(email);
    JsonNode tokens = logIn(email).expect(200).json();
    as(tokens).post(DELETION, Map.of("currentPassword", "wrong password")).expect(422);

    Instant at = deletionAt(as(tokens).post(DELETION, PASSWORD).expect(202));
    assertThat(Duration.between(Instant.now(), at))
        .isBetween(Duration.ofDays(13), Duration.ofDays(14));
    assertThat(deletionAt(as(tokens).post(DELETION, PASSWORD).expect(202))).isEqualTo(at);
    logIn(email).expect(200);
    update("UPDATE account SET deletion_at = now() WHERE email = '%s'".formatted(email));

    infra.events().await(Topic.USERS, "dizhtime.user.deleted.v1", userId);
    logIn(email).expect(401);
    http.post("/api/auth/refresh", Map.of("refreshToken", tokens.path("refreshToken").asText()))
        .expect(401);
    for (String table : List.of("account", "credential", "session", "one_time_token", "staff")) {
      assertThat(count(table, "user_id = '%s'".formatted(userId))).as(table).isZero();
    }
    assertThat(count("security_event", "user_id = '%s' AND device IS NOT NULL".formatted(userId)))
        .isZero();
    register(email);
  }

  @Test
  void itCanBeCalledOffUntilThen() {
    String email = "staying@example.test";
    register(email);
    TestHttp owner = as(logIn(email).expect(200).json());
    owner.get(DELETION).expect(404);
    owner.delete(DELETION).expect(404);
    Instant at = deletionAt(owner.post(DELETION, PASSWORD).expect(202));
    assertThat(deletionAt(owner.get(DELETION).expect(200))).isEqualTo(at);

    owner.delete(DELETION).expect(204);

    owner.get(DELETION).expect(404);
    eventually(
        () ->
            assertThat(new Mailbox(infra).count("DELETION_PLANNED", email))
                .as("mails")
                .isEqualTo(1));
  }

  @Test
  void theLastAdminStays() {
    var credentials =
        Map.of("email", AuthEnvironment.ADMIN, "password", AuthEnvironment.ADMIN_PASSWORD);
    JsonNode tokens = http.post("/api/auth/login", credentials).expect(200).json();
    as(tokens)
        .post(DELETION, Map.of("currentPassword", AuthEnvironment.ADMIN_PASSWORD))
        .expect(409);
  }

  @Test
  void ofTheLastTwoAdminsWhoLeaveAtOnceOneStays() throws Exception {
    String email = "second-admin@example.test";
    register(email);
    update("UPDATE account SET roles = '{admin}' WHERE email = '%s'".formatted(email));
    Map<String, String> first = Map.of("currentPassword", AuthEnvironment.ADMIN_PASSWORD);
    var credentials =
        Map.of("email", AuthEnvironment.ADMIN, "password", AuthEnvironment.ADMIN_PASSWORD);
    TestHttp one = as(http.post("/api/auth/login", credentials).expect(200).json());
    TestHttp other = as(logIn(email).expect(200).json());
    try (Connection database = infra.connect("auth");
        var statement = database.createStatement()) {
      // Both have looked who else is there before either can write.
      database.setAutoCommit(false);
      statement.execute("SELECT FROM account WHERE 'admin' = ANY (roles) FOR UPDATE");
      var answers =
          List.of(
              CompletableFuture.supplyAsync(() -> one.post(DELETION, first).status()),
              CompletableFuture.supplyAsync(() -> other.post(DELETION, PASSWORD).status()));
      eventually(() -> assertThat(waiting()).isEqualTo(2));
      database.commit();
      assertThat(answers.stream().map(CompletableFuture::join)).containsExactlyInAnyOrder(202, 409);
    } finally {
      update("DELETE FROM account WHERE email = '%s'".formatted(email));
      update("UPDATE account SET deletion_at = NULL WHERE 'admin' = ANY (roles)");
    }
  }

  private int waiting() throws Exception {
    return count("pg_stat_activity", "wait_event_type = 'Lock' AND datname = current_database()");
  }

  @Test
  void tellsItsOwnerAllThatIsKeptAndNobodyElse() {
    String email = "curious@example.test";
    String userId = register(email);
    TestHttp owner = as(logIn(email).expect(200).json());

    TestResponse export = owner.get("/api/auth/account-export").expect(200);

    assertThat(export.json().path("userId").asText()).isEqualTo(userId);
    assertThat(export.json().path("email").asText()).isEqualTo(email);
    assertThat(export.json().path("sessions")).hasSize(1);
    assertThat(export.json().path("securityEvents").findValuesAsText("kind"))
        .containsExactly("LOGGED_IN", "REGISTERED");
    assertThat(export.body()).doesNotContain("argon2", "hash");
    http.get("/api/auth/account-export").expect(401);
  }

  private static Instant deletionAt(TestResponse answer) {
    return Instant.parse(answer.json().path("deletionAt").asText());
  }

  private int count(String table, String condition) throws Exception {
    try (Connection database = infra.connect("auth");
        var statement = database.createStatement();
        var rows =
            statement.executeQuery("SELECT count(*) FROM " + table + " WHERE " + condition)) {
      rows.next();
      return rows.getInt(1);
    }
  }

  private void update(String sql) throws Exception {
    try (Connection database = infra.connect("auth");
        var statement = database.createStatement()) {
      statement.executeUpdate(sql);
    }
  }

  private static String register(String email) {
    return http.post("/api/auth/register", AuthEnvironment.registration(email, "customer"))
        .expect(201)
        .json()
        .path("userId")
        .asText();
  }

  private static TestResponse logIn(String email) {
    return http.post(
        "/api/auth/login", Map.of("email", email, "password", AuthEnvironment.PASSWORD));
  }

  private static TestHttp as(JsonNode tokens) {
    return http.as(tokens.path("accessToken").asText());
  }
}
