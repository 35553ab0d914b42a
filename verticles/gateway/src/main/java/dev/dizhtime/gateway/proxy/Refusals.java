package dev.dizhtime.gateway.proxy;

import dev.dizhtime.runtime.http.Problem;
import dev.dizhtime.runtime.json.Json;
import dev.dizhtime.runtime.telemetry.RequestId;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers of the gateway's own: problems, before anything has reached a service. */
public final class Refusals {
  private static final Logger LOG = LoggerFactory.getLogger(Refusals.class);

  /** What is read of a refused body, so that the client gets to read the answer. */
  static final long MAX_DRAINED_BYTES = 32L * 1024 * 1024;

  private static final int UNAUTHORIZED = 401;

  private Refusals() {}

  /** Answers with a problem and reads what is left of the body, up to a bound. */
  static void refuse(Visit visit, Problem problem) {
    HttpServerResponse response = visit.response();
    if (visit.isOver() || response.headWritten() || response.closed()) {
      return;
    }
    ResponseHeaders.add(visit, response.headers());
    if (visit.refusal() == null) {
      visit.refusal(Refusal.ofBody(problem.status()));
    }
    send(visit.request(), problem, visit.requestId());
    drain(visit.request());
  }

  /** Answers a request that met a defect of ours. */
  static void fail(Visit visit, Throwable failure) {
    LOG.error("{} failed in the gateway", visit.routeName(), failure);
    refuse(
        visit,
        Problem.of(
            500,
            "internal",
            "Something went wrong on our side",
            "It has been recorded under the request id"));
  }

  /** The same for a page of the gateway's own. */
  public static void refuse(HttpServerRequest request, Problem problem) {
    ResponseHeaders.secure(request.response().headers());
    send(request, problem, RequestId.current().orElse(null));
    drain(request);
  }

  /** The problem for a body that is too large. */
  static Problem tooLarge(long maxBytes) {
    String detail = "must not have more than " + maxBytes + " bytes";
    return Problem.of(413, "too-large", "The body is too large", "body: " + detail)
        .with("body", detail);
  }

  private static Future<Void> send(HttpServerRequest request, Problem problem, String requestId) {
    HttpServerResponse response = request.response();
    if (problem.retryAfterSeconds() > 0) {
      response.putHeader("retry-after", Integer.toString(problem.retryAfterSeconds()));
    }
    if (problem.status() == UNAUTHORIZED) {
      response.putHeader("www-authenticate", "Bearer");
    }
    return response
        .setStatusCode(problem.status())
        .putHeader("content-type", Problem.MEDIA_TYPE)
        .end(Json.write(answering(problem, requestId)));
  }

  /** The problem with the id of the request that it answers. */
  private static Problem answering(Problem problem, String requestId) {
    return new Problem(
        problem.type(),
        problem.title(),
        problem.status(),
        problem.detail(),
        requestId,
        problem.errors(),
        problem.retryAfterSeconds());
  }

  /** Answers a request whose line or headers could not be read, and hangs up; says why. */
  static Refusal answerUnreadable(HttpServerRequest request, String requestId) {
    Throwable cause = request.decoderResult().cause();
    Problem problem =
        switch (cause) {
          case TooLongHttpHeaderException _ ->
              Problem.of(431, "headers-too-large", "The headers are too large", "Send fewer");
          case TooLongFrameException _ ->
              Problem.of(414, "address-too-long", "The address is too long", "Shorten the query");
          case null, default ->
              Problem.of(400, "unreadable", "The request can't be read", "It is not valid HTTP");
        };
    try (Scope _ = RequestId.in(Context.current(), requestId).makeCurrent()) {
      LOG.info("a request was refused with {}: {}", problem.status(), problem.detail());
    }
    HttpServerResponse response = request.response();
    ResponseHeaders.secure(response.headers());
    response.putHeader(RequestId.HEADER, requestId).putHeader("connection", "close");
    send(request, problem, requestId).onComplete(_ -> request.connection().close());
    return Refusal.ofHead(problem.status());
  }

  /** Answers a request that others could read differently, and hangs up. */
  static void refuseAndHangUp(Visit visit, Problem problem) {
    HttpServerRequest request = visit.request();
    ResponseHeaders.add(visit, request.response().headers());
    request.response().putHeader("connection", "close");
    send(request, problem, visit.requestId()).onComplete(_ -> request.connection().close());
  }

  private static void drain(HttpServerRequest request) {
    if (request.isEnded()) {
      return;
    }
    long[] drained = {0};
    request.handler(
        buffer -> {
          drained[0] += buffer.length();
          if (drained[0] > MAX_DRAINED_BYTES) {
            request.connection().close();
          }
        });
    request.resume();
  }
}
