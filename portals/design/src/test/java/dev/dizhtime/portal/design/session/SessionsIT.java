package dev.dizhtime.portal.design.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dizhtime.portal.design.testing.Browser;
import dev.dizhtime.portal.design.testing.CannedApi;
import dev.dizhtime.runtime.config.Secret;
import dev.dizhtime.runtime.security.Role;
import dev.dizhtime.testkit.DrivenClock;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** When a session ends: with time, whether somebody uses it or not. */
class SessionsIT {
  private static final Secret KEY = new Secret(Base64.getEncoder().encodeToString(new byte[32]));

  private final DrivenClock clock = DrivenClock.standing(Instant.parse("2026-01-01T12:00:00Z"));
  private Vertx vertx;

  @BeforeEach
  void open() {
    vertx = Vertx.vertx();
  }

  @AfterEach
  void close() {
    vertx.close().await();
  }

  @Test
  void goesOnWhileItIsUsed() {
    Browser tablet = loggedIn(Role.RESTAURANT);
    for (int day = 0; day < 30; day++) {
      clock.advance(Sessions.MAX_IDLE.minusMinutes(1));
      assertThat(tablet.get("/").body()).as("use %d", day).isEqualTo("Ada");
    }
  }

  @Test
  void endsWhenItHasLainUnused() {
    Browser tablet = loggedIn(Role.RESTAURANT);
    clock.advance(Sessions.MAX_IDLE);
    assertThat(tablet.get("/").body()).isEqualTo("nobody");
  }

  @Test
  void endsForAnOperatorHoweverMuchItIsUsed() {
    Browser console = loggedIn(Role.ADMIN);
    for (Duration used = Duration.ZERO;
        used.compareTo(Sessions.LIFETIME.minusHours(1)) < 0;
        used = used.plusHours(1)) {
      clock.advance(Duration.ofHours(1));
      assertThat(console.get("/").body()).as("after %s", used).isEqualTo("Ada");
    }
    clock.advance(Duration.ofHours(1));
    assertThat(console.get("/").body()).isEqualTo("nobody");
  }

  private Browser loggedIn(Role role) {
    var cookie = new SessionCookie("sample", KEY, clock);
    var api = new CannedApi(role.wireName());
    var sessions = new Sessions(vertx, cookie, api, clock, Set.of(role));
    Router router = Router.router(vertx);
    router
        .get("/login")
        .handler(
            routing -> {
              sessions.logIn(routing, "a@b.c", CannedApi.PASSWORD);
              routing.end();
            });
    router
        .get("/")
        .handler(
            routing ->
                routing.end(
                    sessions.read(routing).login().map(Login::displayName).orElse("nobody")));
    HttpServer server =
        vertx.createHttpServer().requestHandler(router).listen(0, "127.0.0.1").await();
    var browser = new Browser("http://127.0.0.1:" + server.actualPort());
    browser.get("/login");
    return browser;
  }
}
