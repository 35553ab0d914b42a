package dev.dizhtime.gateway.proxy;

import dev.dizhtime.gateway.guests.Guest;
import dev.dizhtime.gateway.guests.Origin;
import dev.dizhtime.gateway.limits.RateLimits;
import dev.dizhtime.gateway.routing.Asked;
import dev.dizhtime.gateway.routing.Endpoint;
import dev.dizhtime.gateway.routing.Route;
import io.opentelemetry.context.Context;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.ArrayList;
import java.util.List;

/** One request, from its head to the end of its answer. Used on one event loop. */
public final class Visit implements Asked {
  /** The route of what has none. */
  public static final String NO_ROUTE = "none";

  private final HttpServerRequest request;
  private final Guest guest;
  private final Origin origin;
  private final String requestId;
  private final Context trace;
  private final long startNanos = System.nanoTime();
  private String routeName = NO_ROUTE;
  private Route route;
  private List<Endpoint> endpoints = List.of();
  private String principal;
  private Endpoint upstream;
  private RateLimits.Allowance allowance;
  private Refusal refusal;
  private final List<Runnable> onOver = new ArrayList<>(3);
  private boolean paused;
  private boolean over;
  private boolean complete;

  Visit(HttpServerRequest request, Guest guest, Origin origin, String requestId, Context trace) {
    this.request = request;
    this.guest = guest;
    this.origin = origin;
    this.requestId = requestId;
    this.trace = trace;
  }

  /** What was asked. */
  public HttpServerRequest request() {
    return request;
  }

  /** Reads no more of it until somebody takes it. */
  void pause() {
    paused = true;
    request.pause();
  }

  /** Reads on, if it does not anyway. */
  void resume() {
    if (paused) {
      paused = false;
      request.resume();
    }
  }

  HttpServerResponse response() {
    return request.response();
  }

  Guest guest() {
    return guest;
  }

  Origin origin() {
    return origin;
  }

  String requestId() {
    return requestId;
  }

  /** Its trace and request id, for what is logged about it. */
  public Context trace() {
    return trace;
  }

  /** How long it has been here. */
  public long nanos() {
    return System.nanoTime() - startNanos;
  }

  /** The path of its route, of which there are few; {@value #NO_ROUTE} without one. */
  public String routeName() {
    return routeName;
  }

  void ownPage(String path) {
    routeName = path;
  }

  Route route() {
    return route;
  }

  void route(Route found) {
    route = found;
    routeName = found.path();
    endpoints = found.endpoints();
  }

  /** Where it may go. */
  List<Endpoint> endpoints() {
    return endpoints;
  }

  void endpoints(List<Endpoint> chosen) {
    endpoints = chosen;
  }

  @Override
  public String method() {
    return request.method().name();
  }

  @Override
  public String scheme() {
    return origin.scheme();
  }

  @Override
  public String header(String name) {
    return request.getHeader(name);
  }

  @Override
  public String query(String name) {
    return request.getParam(name);
  }

  /** The host that it asks for, maybe with a port; null when it does not say. */
  String authority() {
    String host = request.getHeader(HttpHeaders.HOST);
    return host == null && request.authority() != null ? request.authority().toString() : host;
  }

  /** Whom its token speaks for; null without one. */
  public String principal() {
    return principal;
  }

  void principal(String known) {
    principal = known;
  }

  /** Who answered, or was asked last; null when it went no further. */
  public Endpoint upstream() {
    return upstream;
  }

  void upstream(Endpoint chosen) {
    upstream = chosen;
  }

  RateLimits.Allowance allowance() {
    return allowance;
  }

  /** Keeps the tighter one of several. */
  void allowance(RateLimits.Allowance taken) {
    if (allowance == null || !taken.granted() || taken.left() < allowance.left()) {
      allowance = taken;
    }
  }

  /** Why it was no request that could be let in; null when it was, whatever became of it. */
  public Refusal refusal() {
    return refusal;
  }

  void refusal(Refusal why) {
    refusal = why;
  }

  /** Says what else is to be done as soon as it is over, however it ends. */
  void onOver(Runnable task) {
    onOver.add(task);
  }

  boolean isOver() {
    return over;
  }

  /** Whether it was answered to the end. */
  public boolean complete() {
    return complete;
  }

  /**
   * It is over; a second call does nothing.
   *
   * @param answered whether the answer was sent to its end
   */
  void finish(boolean answered) {
    if (!over) {
      over = true;
      complete = answered;
      onOver.forEach(Runnable::run);
    }
  }
}
