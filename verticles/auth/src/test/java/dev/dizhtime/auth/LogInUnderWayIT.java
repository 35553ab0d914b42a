package dev.dizhtime.auth;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.SignedJWT;
import dev.dizhtime.auth.usecase.Passwords;
import dev.dizhtime.testkit.Infrastructure;
import dev.dizhtime.testkit.RealInfrastructure;
import dev.dizhtime.testkit.Server;
import dev.dizhtime.testkit.TestHttp;
import dev.dizhtime.testkit.TestResponse;
import io.vertx.core.Promise;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What changes while a password is being looked at. */
@RealInfrastructure({Server.POSTGRES, Server.KAFKA})
class LogInUnderWayIT {
  private static final String FRESH = "a much better one";

  private static volatile Hold next;
  private static RunningAuth auth;
  private static TestHttp http;
  private static Mailbox mailbox;

  /** One look at a password, which found it right and is not told yet; keeps no other call back. */
  private record Hold(CountDownLatch reached, Promise<Void> released) {
    Hold() {
      this(new CountDownLatch(1), Promise.promise());
    }

    void pass() {
      reached.countDown();
      released.future().await();
    }
  }

  private record Held(Passwords real) implements Passwords {
    @Override
    public String hash(String password) {
      return real.hash(password);
    }

    @Override
    public boolean matches(String password, String hash) {
      boolean right = real.matches(password, hash);
      Hold hold = next;
      if (hold != null) {
        next = null;
        hold.pass();
      }
      return right;
    }

    @Override
    public void pretend(String password) {
      real.pretend(password);
    }
  }

  @BeforeAll
  static void start(Infrastructure infra) {
    auth = new RunningAuth(infra, Held::new);
    http = auth.http();
    mailbox = new Mailbox(infra);
  }

  @AfterAll
  static void stop() {
    auth.close();
  }

  @Test
  void aResetAlsoEndsALogInWithTheOldPassword(Infrastructure infra) throws Exception {
    String email = "reset-meanwhile@example.test";
    String userId = register(email);
    http.post("/api/auth/password-reset", Map.of("email", email)).expect(202);
    String token = mailbox.token("RESET_PASSWORD", email, 1);

    TestResponse answer =
        whileUnderWay(
            email,
            () ->
                http.post(
                        "/api/auth/password-reset/confirmation",
                        Map.of("token", token, "newPassword", FRESH))
                    .expect(204));

    answer.expect(401);
    try (var database = infra.connect("auth");
        var statement = database.createStatement();
        var rows =
            statement.executeQuery(
                "SELECT count(*) FROM session WHERE user_id = '" + userId + "'")) {
      rows.next();
      assertThat(rows.getInt(1)).isZero();
    }
  }

  @Test
  void aRoleThatIsTakenAwayIsNotInTheTokenOfALogInUnderWay() throws Exception {
    String email = "demoted-meanwhile@example.test";
    String roles = "/api/auth/accounts/" + register(email) + "/roles";
    TestHttp admin =
        http.as(
            http.post(
                    "/api/auth/login",
                    Map.of(
                        "email", AuthEnvironment.ADMIN, "password", AuthEnvironment.ADMIN_PASSWORD))
                .expect(200)
                .json()
                .path("accessToken")
                .asText());
    admin.put(roles, Map.of("roles", List.of("customer", "admin"))).expect(204);

    TestResponse answer =
        whileUnderWay(
            email, () -> admin.put(roles, Map.of("roles", List.of("customer"))).expect(204));

    assertThat(
            SignedJWT.parse(answer.expect(200).json().path("accessToken").asText())
                .getJWTClaimsSet()
                .getStringListClaim("roles"))
        .containsExactly("customer");
  }

  private static TestResponse whileUnderWay(String email, Runnable change)
      throws InterruptedException {
    var hold = new Hold();
    next = hold;
    var logIn =
        CompletableFuture.supplyAsync(
            () ->
                http.post(
                    "/api/auth/login",
                    Map.of("email", email, "password", AuthEnvironment.PASSWORD)));
    assertThat(hold.reached().await(20, TimeUnit.SECONDS)).isTrue();
    try {
      change.run();
    } finally {
      hold.released().complete();
    }
    return logIn.join();
  }

  private static String register(String email) {
    return http.post("/api/auth/register", AuthEnvironment.registration(email, "customer"))
        .expect(201)
        .json()
        .path("userId")
        .asText();
  }
}
