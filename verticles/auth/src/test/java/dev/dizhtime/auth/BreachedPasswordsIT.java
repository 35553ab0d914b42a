package dev.dizhtime.auth;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpHandler;
import dev.dizhtime.auth.breached.StandInRanges;
import dev.dizhtime.testkit.DrivenClock;
import dev.dizhtime.testkit.Infrastructure;
import dev.dizhtime.testkit.RealInfrastructure;
import dev.dizhtime.testkit.Server;
import dev.dizhtime.testkit.TestHttp;
import dev.dizhtime.testkit.TestResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * New passwords are looked up among those of leaks, at a stand-in for the service that has them.
 */
@RealInfrastructure({Server.POSTGRES, Server.KAFKA})
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class BreachedPasswordsIT {
  private static final String BREACHED = "nine green umbrellas";
  private static final String PADDING = "seven blue umbrellas";
  private static final String CLEAN = "eleven red umbrellas";

  /** Longer than the second and a half that a service has, shorter than a client waits. */
  private static final Duration BOUND = Duration.ofSeconds(8);

  /** Longer than the pause after a failure. */
  private static final Duration PAUSE = Duration.ofSeconds(11);

  private static final DrivenClock CLOCK = DrivenClock.going();

  private static StandInRanges ranges;
  private static RunningAuth auth;
  private static TestHttp http;
  private static Mailbox mailbox;

  /** How a service fails. What is breached for it comes first, so that reading on would refuse. */
  private enum Failure {
    HANGS_UP(exchange -> exchange.close()),
    NEVER_ANSWERS(_ -> ranges.hold()),
    NEVER_ENDS(
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          exchange
              .getResponseBody()
              .write(StandInRanges.line(BREACHED, 3).getBytes(StandardCharsets.US_ASCII));
          exchange.getResponseBody().flush();
          ranges.hold();
        }),
    SAYS_TOO_MUCH(
        exchange ->
            StandInRanges.send(
                exchange,
                200,
                StandInRanges.line(BREACHED, 3)
                    + StandInRanges.line("padding", 0).repeat(600 * 1024 / 39))),
    SAYS_NONSENSE(
        exchange ->
            StandInRanges.send(
                exchange, 200, StandInRanges.line(BREACHED, 3) + "<html>Log in first</html>")),
    IS_BROKEN(exchange -> StandInRanges.send(exchange, 503, StandInRanges.line(BREACHED, 3))),
    SENDS_ELSEWHERE(
        exchange -> {
          exchange.getResponseHeaders().set("Location", ranges.address() + "00000");
          StandInRanges.send(exchange, 302, "elsewhere");
        });

    private final HttpHandler answer;

    Failure(HttpHandler answer) {
      this.answer = answer;
    }
  }

  @BeforeAll
  static void start(Infrastructure infra) throws IOException {
    ranges = new StandInRanges();
    ranges.knows(BREACHED, 3);
    ranges.knows(PADDING, 0);
    auth =
        RunningAuth.start(
            infra, Map.of("DIZHTIME_BREACHED_PASSWORDS_URL", ranges.address()), CLOCK);
    http = auth.http();
    mailbox = new Mailbox(infra);
  }

  @AfterAll
  static void stop() {
    auth.close();
    ranges.close();
  }

  @Test
  void refusesABreachedPasswordAtARegistration() {
    String email = "register@example.test";
    double before = counted("breached");
    refused(register(email, BREACHED), "password");
    assertThat(counted("breached")).isEqualTo(before + 1);
    register(email, CLEAN).expect(201);
  }

  @Test
  void refusesABreachedPasswordAtAChange() {
    String email = "change@example.test";
    register(email, CLEAN).expect(201);
    TestHttp owner = http.as(logIn(email, CLEAN).expect(200).json().path("accessToken").asText());
    refused(
        owner.put("/api/auth/password", Map.of("currentPassword", CLEAN, "newPassword", BREACHED)),
        "newPassword");
    logIn(email, CLEAN).expect(200);
  }

  @Test
  void refusesABreachedPasswordAtAResetAndLeavesTheTokenGood() {
    String email = "reset@example.test";
    register(email, CLEAN).expect(201);
    http.post("/api/auth/password-reset", Map.of("email", email)).expect(202);
    String token = mailbox.token("RESET_PASSWORD", email, 1);
    refused(reset(token, BREACHED), "newPassword");
    reset(token, "twelve pink umbrellas").expect(204);
  }

  @Test
  void takesWhatOnlyThePaddingNames() {
    double before = counted("clean");
    int asked = ranges.asked().size();
    register("padding@example.test", PADDING).expect(201);
    assertThat(counted("clean")).isEqualTo(before + 1);
    assertThat(ranges.asked()).hasSize(asked + 1);
  }

  @Test
  void sendsFiveDigitsOfTheHashAndNothingElse() {
    String hash = StandInRanges.sha1(CLEAN);
    register("five@example.test", CLEAN).expect(201);
    StandInRanges.Asked asked = ranges.asked().getLast();
    assertThat(asked.method()).isEqualTo("GET");
    assertThat(asked.target()).isEqualTo("/range/" + hash.substring(0, 5));
    assertThat(asked.bodyBytes()).isZero();
    assertThat(asked.headers().getFirst("Add-Padding")).isEqualTo("true");
    assertThat(asked.headers().keySet())
        .containsExactlyInAnyOrder("Add-padding", "Host", "User-agent");
  }

  @Test
  void asksNobodyAboutWhatTheOfflineRulesRefuse() {
    int asked = ranges.asked().size();
    refused(register("weak@example.test", "password1234"), "password");
    assertThat(ranges.asked()).hasSize(asked);
  }

  /** At last, for the others' tokens are not from the future then. */
  @ParameterizedTest
  @EnumSource(Failure.class)
  @Order(Integer.MAX_VALUE)
  void aServiceThatFailsKeepsNobodyOutAndIsNotAskedForAWhile(Failure failure) {
    CLOCK.advance(PAUSE);
    ranges.answers(failure.answer);
    double unavailable = counted("unavailable");
    double skipped = counted("skipped");
    int asked = ranges.asked().size();

    Instant begun = Instant.now();
    register(someone(), BREACHED).expect(201);
    assertThat(Duration.between(begun, Instant.now())).isLessThan(BOUND);
    ranges.answersWell();
    register(someone(), BREACHED).expect(201);

    assertThat(counted("unavailable")).isEqualTo(unavailable + 1);
    assertThat(counted("skipped")).isEqualTo(skipped + 1);
    assertThat(ranges.asked()).hasSize(asked + 1);
    CLOCK.advance(PAUSE);
    refused(register(someone(), BREACHED), "password");
  }

  private static void refused(TestResponse answer, String field) {
    var error = answer.expect(422).json().path("errors").get(0);
    assertThat(error.path("field").asText()).isEqualTo(field);
    assertThat(answer.body()).doesNotContain(BREACHED);
  }

  private static String someone() {
    return UUID.randomUUID() + "@example.test";
  }

  private static TestResponse register(String email, String password) {
    return http.post(
        "/api/auth/register",
        Map.of("email", email, "password", password, "displayName", "Test", "role", "customer"));
  }

  private static TestResponse logIn(String email, String password) {
    return http.post("/api/auth/login", Map.of("email", email, "password", password));
  }

  private static TestResponse reset(String token, String password) {
    return http.post(
        "/api/auth/password-reset/confirmation", Map.of("token", token, "newPassword", password));
  }

  private static double counted(String outcome) {
    String line = "dizhtime_auth_breached_passwords_total{outcome=\"" + outcome + "\"";
    return auth.management()
        .get("/metrics")
        .expect(200)
        .body()
        .lines()
        .filter(each -> each.startsWith(line))
        .mapToDouble(each -> Double.parseDouble(each.split(" ")[1]))
        .sum();
  }
}
