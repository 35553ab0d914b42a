package dev.dizhtime.portal.design.session;

import dev.dizhtime.portal.design.api.ApiClient;
import dev.dizhtime.portal.design.api.ApiProblemException;
import dev.dizhtime.portal.design.api.ApiRequest;
import dev.dizhtime.runtime.config.Secret;
import dev.dizhtime.runtime.security.Role;
import io.vertx.core.Vertx;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Begins, reads, renews and ends sessions. */
public final class Sessions {
  /** How long a visitor's and an operator's session lasts, however much it is used. */
  public static final Duration LIFETIME = Duration.ofHours(12);

  /**
   * How long the session of somebody else may lie unused: a kitchen's tablet over two days off. In
   * use it goes on until auth ends its own.
   */
  public static final Duration MAX_IDLE = Duration.ofDays(3);

  private static final int MAX_BROWSER_CHARS = 300;

  private final SessionCookie cookie;
  private final ApiClient api;
  private final Clock clock;
  private final Set<Role> roles;
  private final boolean slides;
  private final TokenRefresh refresh;

  /** What auth knows of the bearer of a token. */
  private record Me(
      String userId, String displayName, List<String> roles, boolean secondFactorNeeded) {}

  /** What may be done after a log-in. */
  public enum Allowed {
    /** Everything. */
    ALL,
    /** A second factor has to be added first. */
    ADDING_A_SECOND_FACTOR
  }

  /** The log-in is right, but not for this portal. */
  public static final class WrongRoleException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    WrongRoleException() {
      super("the role does not fit this portal", null, false, false);
    }
  }

  /**
   * Sessions of one portal.
   *
   * @param roles of which a user needs one to log in here
   */
  public Sessions(Vertx vertx, SessionCookie cookie, ApiClient api, Clock clock, Set<Role> roles) {
    this.cookie = cookie;
    this.api = api;
    this.clock = clock;
    this.roles = Set.copyOf(roles);
    // Whoever may do most logs in each day.
    this.slides = !roles.contains(Role.ADMIN);
    this.refresh = TokenRefresh.of(vertx);
  }

  /** The browser's session, with fresh tokens; a new one for a visitor when there is none. */
  public Session read(RoutingContext routing) {
    Cookie sent = routing.request().getCookie(cookie.name());
    Optional<Session> known = sent == null ? Optional.empty() : cookie.open(sent.getValue());
    if (known.isEmpty()) {
      return begin(routing, Optional.empty());
    }
    Session session = known.get();
    if (session.login().filter(login -> login.stale(clock.instant())).isEmpty()) {
      return session;
    }
    return renew(routing, session);
  }

  /**
   * Logs someone in.
   *
   * @throws ApiProblemException 401 when e-mail and password do not fit, or a code has to follow
   * @throws WrongRoleException when this portal is not for them; the tokens are given back
   */
  public Allowed logIn(RoutingContext routing, String email, String password) {
    return logIn(
        routing, ApiRequest.post("/api/auth/login", Map.of("email", email, "password", password)));
  }

  /**
   * Finishes a log-in that waits for a code.
   *
   * @throws ApiProblemException 401 when the code is wrong or came too late
   * @throws WrongRoleException when this portal is not for them; the tokens are given back
   */
  public Allowed logInWithCode(RoutingContext routing, String challenge, String code) {
    return logIn(
        routing,
        ApiRequest.post(
            "/api/auth/login/second-factor", Map.of("challenge", challenge, "code", code)));
  }

  private Allowed logIn(RoutingContext routing, ApiRequest request) {
    Tokens tokens =
        api.call(from(routing, request), Optional.empty(), Tokens.Answer.class)
            .from(clock.instant());
    Me me = api.call(ApiRequest.get("/api/auth/me"), Optional.of(tokens.access()), Me.class);
    if (me.roles.stream().flatMap(role -> Role.of(role).stream()).noneMatch(roles::contains)) {
      giveBack(tokens.refresh());
      throw new WrongRoleException();
    }
    // A new session, not the visitor's: its CSRF token may be known to whoever sat here before.
    begin(
        routing,
        Optional.of(
            new Login(
                me.userId, me.displayName, tokens.access(), tokens.refresh(), tokens.expiresAt())));
    return me.secondFactorNeeded ? Allowed.ADDING_A_SECOND_FACTOR : Allowed.ALL;
  }

  /**
   * Its owner is to know the session by their browser, which auth never sees, not by this portal.
   */
  private static ApiRequest from(RoutingContext routing, ApiRequest request) {
    String browser = routing.request().getHeader("user-agent");
    return browser == null
        ? request
        : request.header(
            "user-agent", browser.substring(0, Math.min(browser.length(), MAX_BROWSER_CHARS)));
  }

  /** Gets new tokens at once, because the user may do more than before. */
  public void renewNow(RoutingContext routing, Session session) {
    if (session.login().isPresent()) {
      renew(routing, session);
    }
  }

  /** Ends the log-in, here and at auth. */
  public void logOut(RoutingContext routing, Session session) {
    session.login().ifPresent(login -> giveBack(login.refreshToken()));
    forget(routing);
  }

  /** Takes the session from the browser. */
  public void forget(RoutingContext routing) {
    write(routing, "", 0);
  }

  private Session renew(RoutingContext routing, Session session) {
    Login old = session.login().orElseThrow();
    try {
      Tokens next = refresh.next(old, api, clock);
      Login login = old.with(next.access(), next.refresh(), next.expiresAt());
      Instant end = slides ? clock.instant().plus(MAX_IDLE) : session.expiresAt();
      Session renewed = new Session(session.csrfToken(), end, Optional.of(login));
      write(routing, renewed);
      return renewed;
    } catch (ApiProblemException e) {
      if (e.problem().status() == 401) {
        return begin(routing, Optional.empty());
      }
      throw e;
    }
  }

  private Session begin(RoutingContext routing, Optional<Login> login) {
    Duration life = slides && login.isPresent() ? MAX_IDLE : LIFETIME;
    Session session = new Session(Csrf.newToken(), clock.instant().plus(life), login);
    write(routing, session);
    return session;
  }

  private void giveBack(Secret refreshToken) {
    try {
      var body = Map.of("refreshToken", refreshToken.reveal());
      api.call(ApiRequest.post("/api/auth/logout", body), Optional.empty(), Void.class);
    } catch (ApiProblemException _) {
      // The cookie goes all the same; the token ends by itself.
    }
  }

  private void write(RoutingContext routing, Session session) {
    long seconds = Duration.between(clock.instant(), session.expiresAt()).toSeconds();
    write(routing, cookie.seal(session), Math.max(1, seconds));
  }

  private void write(RoutingContext routing, String value, long maxAgeSeconds) {
    routing.response().removeCookies(cookie.name(), false);
    routing
        .response()
        .addCookie(
            Cookie.cookie(cookie.name(), value)
                .setPath("/")
                .setSecure(true)
                .setHttpOnly(true)
                .setSameSite(CookieSameSite.LAX)
                .setMaxAge(maxAgeSeconds));
  }
}
