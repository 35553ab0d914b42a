package dev.dizhtime.auth.oidc.http;

import dev.dizhtime.auth.oidc.usecase.BrowserSessions;
import dev.dizhtime.auth.oidc.usecase.BrowserSessions.BrowserSession;
import dev.dizhtime.auth.usecase.Recognized;
import dev.dizhtime.auth.usecase.RefreshTokens;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.ext.web.RoutingContext;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.Optional;

/**
 * What we know of a browser by its cookies: who is signed in, and that a form came from one of our
 * pages. Both cookies are {@code __Host-}: no other host, also none beside ours, can set them.
 */
final class Browser {
  static final String SIGNED_IN = "__Host-dizhtime-sign-in";
  static final String FORM = "__Host-dizhtime-form";
  static final String OUTSIDE = "__Host-dizhtime-outside";

  /** The hidden field of every form. */
  static final String FORM_FIELD = "_csrf";

  private static final int MAX_LENGTH = 64;
  private static final int OUTSIDE_SECONDS = 600;

  private final BrowserSessions sessions;
  private final RefreshTokens random;
  private final Clock clock;

  Browser(BrowserSessions sessions, RefreshTokens random, Clock clock) {
    this.sessions = sessions;
    this.random = random;
    this.clock = clock;
  }

  /** Who is signed in. */
  Optional<BrowserSession> session(RoutingContext routing) {
    return cookie(routing, SIGNED_IN)
        .flatMap(value -> sessions.find(random.hash(value), clock.instant()));
  }

  /**
   * Signs someone in; whoever was before is signed out. False when what they have shown has become
   * worth nothing meanwhile.
   */
  boolean signIn(RoutingContext routing, Recognized who) throws Exception {
    end(routing);
    String value = random.next();
    String device =
        dev.dizhtime.auth.model.Session.device(routing.request().getHeader("user-agent"));
    if (!sessions.begin(who, device, random.hash(value), clock.instant())) {
      return false;
    }
    routing
        .response()
        .addCookie(own(SIGNED_IN, value).setMaxAge(BrowserSessions.MAX_AGE.toSeconds()));
    return true;
  }

  /** Signs out whoever is signed in. */
  void signOut(RoutingContext routing) {
    end(routing);
    routing.response().addCookie(own(SIGNED_IN, "").setMaxAge(0));
  }

  private void end(RoutingContext routing) {
    cookie(routing, SIGNED_IN)
        .ifPresent(value -> sessions.end(random.hash(value), clock.instant()));
  }

  /** What the forms of a page are to carry. */
  String formToken(RoutingContext routing) {
    return cookie(routing, FORM)
        .orElseGet(
            () -> {
              String value = random.next();
              routing.response().addCookie(own(FORM, value));
              return value;
            });
  }

  /** Whether a form was filled in on one of our pages. */
  boolean trusts(RoutingContext routing) {
    String site = routing.request().getHeader("sec-fetch-site");
    String given = routing.request().getFormAttribute(FORM_FIELD);
    Optional<String> expected = cookie(routing, FORM);
    return (site == null || site.equals("same-origin"))
        && given != null
        && expected.isPresent()
        && MessageDigest.isEqual(
            given.getBytes(StandardCharsets.UTF_8),
            expected.get().getBytes(StandardCharsets.UTF_8));
  }

  /** Marks a browser that leaves for an outside provider; returns the mark. */
  String leaving(RoutingContext routing) {
    String value = random.next();
    routing.response().addCookie(own(OUTSIDE, value).setMaxAge(OUTSIDE_SECONDS));
    return value;
  }

  /** The mark of a browser that comes back, or nothing; it is of no more use. */
  String returning(RoutingContext routing) {
    // Read before it is replaced: request and response share their cookies.
    String mark = cookie(routing, OUTSIDE).orElse("");
    routing.response().addCookie(own(OUTSIDE, "").setMaxAge(0));
    return mark;
  }

  private static Optional<String> cookie(RoutingContext routing, String name) {
    return Optional.ofNullable(routing.request().getCookie(name))
        .map(Cookie::getValue)
        .filter(value -> !value.isEmpty() && value.length() <= MAX_LENGTH);
  }

  private static Cookie own(String name, String value) {
    return Cookie.cookie(name, value)
        .setPath("/")
        .setSecure(true)
        .setHttpOnly(true)
        .setSameSite(CookieSameSite.LAX);
  }
}
