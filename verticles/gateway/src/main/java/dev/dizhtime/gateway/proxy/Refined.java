package dev.dizhtime.gateway.proxy;

import dev.dizhtime.gateway.routing.Refinement;
import dev.dizhtime.gateway.routing.Route;
import dev.dizhtime.runtime.http.Problem;
import io.vertx.core.http.HttpServerRequest;

/** Routes that answer by themselves: with another address, or with a refusal. */
final class Refined {
  private static final int NOT_FOUND = 404;

  private Refined() {}

  /** Answers, if the route does; else returns false. */
  static boolean answered(Visit visit) {
    Refinement refinement = visit.route().refinement();
    if (refinement == Refinement.NONE) {
      return false;
    }
    if (refinement.refusal() > 0) {
      Refusals.refuse(
          visit,
          refinement.refusal() == NOT_FOUND
              ? Problem.of(404, "not-found", "Not found", "There is nothing at this address")
              : misrouted());
      return true;
    }
    if (refinement.redirect() != null) {
      redirect(visit, refinement.redirect());
      return true;
    }
    return false;
  }

  /** Chooses who gets the request; answers and returns false when there is no such service. */
  static boolean shared(Visit visit) {
    Refinement refinement = visit.route().refinement();
    if (refinement.shares().isEmpty()) {
      return true;
    }
    Refinement.Share share = refinement.choose();
    if (share == null || !share.valid()) {
      Refusals.refuse(visit, misrouted());
      return false;
    }
    visit.endpoints(share.endpoints());
    return true;
  }

  private static Problem misrouted() {
    return Problem.of(
        500, "misrouted", "No such service", "This route leads to a service that is not there");
  }

  private static void redirect(Visit visit, Refinement.Redirect to) {
    HttpServerRequest request = visit.request();
    if (request.authority() == null) {
      Refusals.refuse(visit, Problem.malformed("Host", "must be there"));
      return;
    }
    String scheme = to.scheme().isEmpty() ? visit.scheme() : to.scheme();
    String host = to.host().isEmpty() ? request.authority().host() : to.host();
    boolean usual = to.port() == 0 || to.port() == (scheme.equals("https") ? 443 : 80);
    String query = request.query() == null ? "" : "?" + request.query();
    ResponseHeaders.add(visit, visit.response().headers());
    visit
        .response()
        .setStatusCode(to.status())
        .putHeader(
            "location",
            scheme + "://" + host + (usual ? "" : ":" + to.port()) + path(visit, to) + query)
        .end();
  }

  private static String path(Visit visit, Refinement.Redirect to) {
    String own = visit.request().path();
    if (to.path() != null) {
      return to.path();
    }
    if (to.prefix() == null) {
      return own;
    }
    Route route = visit.route();
    int matched = route.path().endsWith("/") ? route.path().length() - 1 : route.path().length();
    String rest = own.substring(Math.min(matched, own.length()));
    String prefix =
        to.prefix().endsWith("/")
            ? to.prefix().substring(0, to.prefix().length() - 1)
            : to.prefix();
    return prefix.isEmpty() && rest.isEmpty() ? "/" : prefix + rest;
  }
}
