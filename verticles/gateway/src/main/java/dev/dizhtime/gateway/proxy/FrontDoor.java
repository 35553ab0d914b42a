package dev.dizhtime.gateway.proxy;

import dev.dizhtime.gateway.guests.Guest;
import dev.dizhtime.gateway.guests.Guests;
import dev.dizhtime.gateway.guests.Origin;
import dev.dizhtime.gateway.limits.RateLimits;
import dev.dizhtime.gateway.routing.RateRule;
import dev.dizhtime.gateway.routing.Route;
import dev.dizhtime.gateway.routing.RoutePolicy;
import dev.dizhtime.gateway.routing.RouteTable;
import dev.dizhtime.runtime.http.Problem;
import dev.dizhtime.runtime.http.Problems;
import dev.dizhtime.runtime.telemetry.RequestId;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.Optional;

/**
 * Finds a request's route, checks its token and sends it on its way. What costs little and needs no
 * knowledge of the client comes first. Used on one event loop.
 */
public final class FrontDoor {
  private static final String BEARER = "Bearer";
  private static final int PERMANENT_REDIRECT = 308;

  private final Outbound outbound;
  private final RouteTable routes;
  private final RateLimits rateLimits;
  private final TokenChecks tokens;
  private final Guests guests;
  private final OwnPages pages;
  private final VisitObserver observer;
  private final RequestIdentities identities = new RequestIdentities();
  private final Screening screening = new Screening();

  /** Who is told of each request that is over, and of what was none. */
  public interface VisitObserver {
    void over(Visit visit);

    void refused(Refusal why);
  }

  public FrontDoor(
      Outbound outbound,
      RouteTable routes,
      RateLimits rateLimits,
      TokenChecks tokens,
      Guests guests,
      OwnPages pages,
      VisitObserver observer) {
    this.outbound = outbound;
    this.routes = routes;
    this.rateLimits = rateLimits;
    this.tokens = tokens;
    this.guests = guests;
    this.pages = pages;
    this.observer = observer;
  }

  /** Answers or forwards a request. */
  public void handle(HttpServerRequest request) {
    Visit visit = welcome(request);
    try {
      Problem problem = screening.problem(request);
      if (problem == null) {
        admit(visit);
        return;
      }
      visit.refusal(Refusal.FORM);
      if (request.headers().contains(HttpHeaders.TRANSFER_ENCODING)) {
        Refusals.refuseAndHangUp(visit, problem);
      } else {
        Refusals.refuse(visit, problem);
      }
    } catch (RuntimeException e) {
      Refusals.fail(visit, e);
    }
  }

  /** Answers a request whose line or headers could not be read, and hangs up. */
  public void refuseUnreadable(HttpServerRequest request) {
    observer.refused(Refusals.answerUnreadable(request, identities.next()));
  }

  // The scope lives as long as the request's own context, so there is nothing to close.
  @SuppressWarnings({"MustBeClosed", "resource"})
  private Visit welcome(HttpServerRequest request) {
    Guest guest = guests.began(request.connection());
    String id = identities.of(request);
    Span.current().setAttribute(RequestId.ATTRIBUTE, id);
    Context trace = RequestId.in(Context.current(), id);
    trace.makeCurrent();
    String scheme = request.isSSL() ? "https" : outbound.config().publicScheme();
    Origin origin = Origin.of(guest, outbound.config().trustedProxies(), request.headers(), scheme);
    Visit visit = new Visit(request, guest, origin, id, trace);
    visit.onOver(
        () -> {
          guests.ended(guest);
          observer.over(visit);
        });
    HttpServerResponse response = request.response();
    response.putHeader(RequestIdentities.HEADER, id);
    response.endHandler(_ -> visit.finish(true));
    response.exceptionHandler(_ -> visit.finish(false));
    response.closeHandler(_ -> visit.finish(false));
    return visit;
  }

  private void admit(Visit visit) {
    HttpServerRequest request = visit.request();
    if (pages.has(request.path())) {
      visit.ownPage(pages.nameOf(request.path()));
      pages.serve(request);
      return;
    }
    Optional<Route> found = routes.current().find(visit.authority(), request.path(), visit);
    if (found.isEmpty()) {
      Refusals.refuse(
          visit, Problem.of(404, "not-found", "Not found", "There is nothing at this address"));
      return;
    }
    Route route = found.get();
    RoutePolicy policy = route.policy();
    visit.route(route);
    Span.current()
        .setAttribute("http.route", route.path())
        .updateName(request.method() + " " + route.path());
    if (policy.httpsOnly() && visit.origin().scheme().equals("http")) {
      sendToTls(visit);
    } else if (Refined.answered(visit)) {
      return;
    } else if (policy.cors() != null && CorsAnswers.isPreflight(request)) {
      CorsAnswers.answer(visit, policy.cors());
    } else if (RequestBody.announced(request) > outbound.config().maxBodyBytes(route)) {
      Refusals.refuse(visit, Refusals.tooLarge(outbound.config().maxBodyBytes(route)));
    } else if (granted(visit, false)) {
      identify(visit);
    }
  }

  private void identify(Visit visit) {
    String token = token(visit.request());
    if (token == null) {
      if (visit.route().policy().tokenRequired()) {
        Refusals.refuse(
            visit, Problem.unauthorized("Send an access token as Authorization: Bearer"));
      } else {
        enter(visit, null);
      }
      return;
    }
    String principal = tokens.remembered(token);
    if (principal != null) {
      enter(visit, principal);
      return;
    }
    visit.pause();
    tokens
        .check(token)
        .onSuccess(found -> enter(visit, found))
        .onFailure(failure -> Refusals.refuse(visit, Problems.of(failure)));
  }

  private void enter(Visit visit, String principal) {
    if (principal != null) {
      visit.principal(principal);
      Span.current().setAttribute("enduser.id", principal);
    }
    if (visit.isOver() || !granted(visit, true) || !Refined.shared(visit)) {
      return;
    }
    HttpServerRequest request = visit.request();
    String expect = request.getHeader(HttpHeaders.EXPECT);
    if (expect != null) {
      if (!"100-continue".equalsIgnoreCase(expect)) {
        Refusals.refuse(
            visit, Problem.of(417, "expectation", "Not expected", "Expect: must be 100-continue"));
        return;
      }
      visit.response().writeContinue();
    }
    new Forwarding(outbound, visit, EventStreams.isWebSocket(request)).begin();
  }

  /** Takes from the rules that need a principal, or from all others; refuses when one is empty. */
  private boolean granted(Visit visit, boolean byPrincipal) {
    Route route = visit.route();
    for (RateRule rule : route.policy().rates()) {
      if (rule.by() == RateRule.By.PRINCIPAL == byPrincipal) {
        RateLimits.Allowance taken =
            rateLimits.take(route, rule, visit.principal(), visit.origin().address());
        visit.allowance(taken);
        if (!taken.granted()) {
          Refusals.refuse(
              visit,
              Problem.tooMany(
                  "At most %d requests in %d seconds are taken here"
                      .formatted(rule.requests(), rule.seconds()),
                  (int) taken.retrySeconds()));
          return false;
        }
      }
    }
    return true;
  }

  /** To the very host that was asked for, which has a route here, at the port that is usual. */
  private static void sendToTls(Visit visit) {
    HttpServerRequest request = visit.request();
    if (request.authority() == null) {
      Refusals.refuse(visit, Problem.malformed("Host", "must be there"));
      return;
    }
    ResponseHeaders.add(visit, visit.response().headers());
    visit
        .response()
        .setStatusCode(PERMANENT_REDIRECT)
        .putHeader("location", "https://" + request.authority().host() + request.uri())
        .end();
  }

  /**
   * The token, if one came, even an empty one: what only looks like a token is checked and fails.
   */
  private static String token(HttpServerRequest request) {
    String field = request.getHeader(HttpHeaders.AUTHORIZATION);
    if (field == null) {
      return null;
    }
    // The longest of most headers, so it is copied once only.
    String value = field.strip();
    int begin = BEARER.length();
    if (!value.regionMatches(true, 0, BEARER, 0, begin)) {
      return null;
    }
    boolean bare = begin == value.length();
    while (begin < value.length() && value.charAt(begin) == ' ') {
      begin++;
    }
    return bare || begin > BEARER.length() ? value.substring(begin) : null;
  }
}
