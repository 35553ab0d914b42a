package dev.dizhtime.gateway.proxy;

import dev.dizhtime.gateway.balance.Balancer;
import dev.dizhtime.gateway.routing.Endpoint;
import dev.dizhtime.gateway.upstream.Exchange;
import dev.dizhtime.gateway.upstream.Upstreams;
import dev.dizhtime.runtime.http.Problem;
import io.opentelemetry.context.Scope;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ConnectionPoolTooBusyException;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One request on its way to the service behind. It is sent once more only when that does no harm:
 * when it never left, or when asking twice is the same as asking once and nothing of it is gone.
 */
final class Forwarding extends Deadlines.Watched implements Exchange.Listener {
  private static final Logger LOG = LoggerFactory.getLogger(Forwarding.class);
  private static final int SWITCHING_PROTOCOLS = 101;

  /** Endpoints that one request is tried at. */
  private static final int MAX_TRIES = 3;

  private final Outbound outbound;
  private final Visit visit;
  private final HttpServerRequest request;
  private final List<Endpoint> endpoints;
  private final boolean webSocket;
  private final boolean streaming;
  private final RequestBody body;
  private final boolean repeatable;
  private final long timeoutMillis;
  private Set<Endpoint> tried = Set.of();
  private int sent;
  private Balancer.Lease lease;
  private Exchange upstream;
  private Answer answer;
  private long waitsSinceMillis;
  private boolean answering;

  Forwarding(Outbound outbound, Visit visit, boolean webSocket) {
    this.outbound = outbound;
    this.visit = visit;
    this.request = visit.request();
    this.webSocket = webSocket;
    this.endpoints = visit.endpoints();
    this.streaming = webSocket || EventStreams.wanted(request);
    this.body = !webSocket && RequestBody.expected(request) ? body() : null;
    HttpMethod method = request.method();
    this.repeatable =
        body == null && !webSocket && method != HttpMethod.POST && method != HttpMethod.PATCH;
    int own = visit.route().policy().responseTimeoutMillis();
    this.timeoutMillis = own == 0 ? outbound.config().bounds().responseTimeoutMillis() : own;
  }

  private RequestBody body() {
    return new RequestBody(
        request,
        outbound.config().maxBodyBytes(visit.route()),
        outbound.config().bounds().bodyTimeoutMillis(),
        this::refuse);
  }

  /** Sends it; the visit is answered in any case. */
  void begin() {
    visit.onOver(this::over);
    if (body == null) {
      visit.resume();
    } else {
      // Nothing of it may be read before there is somebody to take it.
      visit.pause();
    }
    outbound.retries().sent();
    waitsSinceMillis = outbound.deadlines().nowMillis();
    outbound.deadlines().add(this);
    attempt();
  }

  private void attempt() {
    Optional<Balancer.Lease> free =
        tried.size() < MAX_TRIES ? outbound.balancer().take(endpoints, tried) : Optional.empty();
    if (free.isEmpty()) {
      refuse(UpstreamFailure.unreachable());
      return;
    }
    lease = free.get();
    Endpoint endpoint = lease.endpoint();
    visit.upstream(endpoint);
    Upstreams pools = outbound.upstreams();
    if (streaming) {
      pools.openStream(endpoint, request.method(), request.uri(), this);
    } else {
      pools.open(endpoint, request.method(), request.uri(), this);
    }
  }

  @Override
  public void opened(Exchange exchange) {
    upstream = exchange;
    if (visit.isOver()) {
      upstream.reset();
      return;
    }
    try {
      send();
    } catch (IllegalArgumentException e) {
      // HTTP/2 carries what HTTP/1.1 would take for the end of a header.
      LOG.info("{} was refused: {}", visit.routeName(), e.getMessage());
      refuse(Problem.malformed("headers", "must have names and values of visible letters"));
    }
  }

  @Override
  public void unreachable(Throwable cause) {
    LOG.warn("{} can't be reached: {}", lease.endpoint(), cause.toString());
    if (!(cause instanceof ConnectionPoolTooBusyException)) {
      lease.failed();
    }
    if (!visit.isOver()) {
      // Nothing was sent yet, so whatever the request is, another endpoint may have it.
      elsewhere(UpstreamFailure.unreachable());
    }
  }

  /** Tries another endpoint; refuses when there is none. */
  private void elsewhere(Problem otherwise) {
    leave();
    if (tried.size() < endpoints.size()) {
      attempt();
    } else {
      refuse(otherwise);
    }
  }

  private void leave() {
    tried = tried.isEmpty() ? new HashSet<>() : tried;
    tried.add(lease.endpoint());
    lease.end();
  }

  private void send() {
    sent++;
    waitsSinceMillis = outbound.deadlines().nowMillis();
    RequestHeaders.write(visit, upstream.headers(), webSocket);
    if (body == null) {
      upstream.send();
    } else {
      body.sendTo(upstream, outbound.deadlines());
    }
  }

  @Override
  void look(long nowMillis) {
    try (Scope _ = visit.trace().makeCurrent()) {
      if (body != null && body.sending()) {
        body.look(nowMillis);
        if (!body.stalled()) {
          waitsSinceMillis = nowMillis;
        }
      }
      if (!answering && nowMillis - waitsSinceMillis > timeoutMillis) {
        LOG.warn("{} at {} took too long", visit.routeName(), visit.upstream());
        if (upstream != null) {
          lease.failed();
        }
        refuse(UpstreamFailure.tooLate());
      }
    }
  }

  @Override
  public void answered(int status, MultiMap headers) {
    if (visit.isOver() || answering) {
      return;
    }
    lease.answered(status, endpoints.size() > 1);
    if (isRefusalOfItsOwn(status) && mayAskAnother()) {
      upstream.reset();
      elsewhere(UpstreamFailure.brokenOff());
      return;
    }
    answering = true;
    outbound.deadlines().remove(this);
    if (webSocket && status == SWITCHING_PROTOCOLS) {
      Tunnel.open(visit, headers, upstream.socket());
    } else {
      answer = new Answer(visit, upstream);
      answer.begin(status, headers);
    }
  }

  @Override
  public void part(Buffer part) {
    if (answer != null) {
      answer.take(part);
    }
  }

  @Override
  public void ended() {
    if (answer != null) {
      answer.end();
    }
  }

  @Override
  public void drained() {
    body.drained(outbound.deadlines());
  }

  private static boolean isRefusalOfItsOwn(int status) {
    return status == 502 || status == 503;
  }

  private boolean mayAskAnother() {
    return repeatable
        && sent < MAX_TRIES
        && tried.size() + 1 < endpoints.size()
        && outbound.retries().take();
  }

  @Override
  public void brokenOff(Throwable cause) {
    if (answer != null) {
      answer.brokenOff(cause);
      return;
    }
    if (visit.isOver() || answering) {
      return;
    }
    LOG.warn("{} at {} failed: {}", visit.routeName(), lease.endpoint(), cause.toString());
    lease.failed();
    if (repeatable && sent < MAX_TRIES && outbound.retries().take()) {
      again();
    } else {
      refuse(UpstreamFailure.brokenOff());
    }
  }

  /** At another endpoint; at the same when there is no other: its connection may have been old. */
  private void again() {
    leave();
    if (tried.size() >= endpoints.size()) {
      tried = Set.of();
    }
    attempt();
  }

  private void refuse(Problem problem) {
    answering = true;
    if (upstream != null) {
      upstream.reset();
    }
    if (body != null) {
      body.giveUp();
    }
    Refusals.refuse(visit, problem);
  }

  /** The answer is out, or nobody waits for it any more. */
  private void over() {
    outbound.deadlines().remove(this);
    boolean bodyLeft = body != null && !body.ended();
    if (bodyLeft) {
      body.giveUp();
    }
    if (lease != null) {
      lease.end();
    }
    // An event stream that nobody reads any more must not go on behind us.
    if (upstream != null && (bodyLeft || !visit.complete())) {
      upstream.reset();
    }
  }
}
