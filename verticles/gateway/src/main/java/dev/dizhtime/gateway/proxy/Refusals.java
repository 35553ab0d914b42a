package dev.dizhtime.gateway.proxy;

import com.fasterxml.uuid.Generators;
import dev.dizhtime.runtime.http.Problem;
import dev.dizhtime.runtime.http.Problems;
import dev.dizhtime.runtime.json.Json;
import dev.dizhtime.runtime.telemetry.RequestId;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers of the gateway's own: problems, before anything has reached a service. */
public final class Refusals {
  private static final Logger LOG = LoggerFactory.getLogger(Refusals.class);

  /** What is read of a refused body, so that the client gets to read the answer. */
  static final long MAX_DRAINED_BYTES = 32L * 1024 * 1024;

  private Refusals() {}

  /** Answers with a problem and reads what is left of the body, up to a bound. */
  public static void refuse(RoutingContext routing, Problem problem) {
    ResponseHeaders.secure(routing.response().headers());
    Problems.send(routing, problem);
    drain(routing.request());
  }

  /** The problem for a body that is too large. */
  static Problem tooLarge(int maxBytes) {
    String detail = "must not have more than " + maxBytes + " bytes";
    return Problem.of(413, "too-large", "The body is too large", "body: " + detail)
        .with("body", detail);
  }

  /** The problem with the id of the request that it answers. */
  static Problem answering(Problem problem, String requestId) {
    return new Problem(
        problem.type(),
        problem.title(),
        problem.status(),
        problem.detail(),
        requestId,
        problem.errors(),
        problem.retryAfterSeconds());
  }

  /** Answers a request whose line or headers could not be read, and hangs up. */
  public static void answerUnreadable(HttpServerRequest request) {
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
    answerBare(request, problem);
  }

  /** Answers a request whose target is no path, e.g. that of a forward proxy, and hangs up. */
  public static void answerNoPath(HttpServerRequest request) {
    answerBare(request, Problem.malformed("path", "must begin with a slash"));
  }

  /** Answers without a router, which can't work without a path. */
  private static void answerBare(HttpServerRequest request, Problem problem) {
    String id = Generators.timeBasedEpochGenerator().generate().toString();
    try (Scope _ = RequestId.in(Context.current(), id).makeCurrent()) {
      LOG.info("a request was refused with {}: {}", problem.status(), problem.detail());
    }
    ResponseHeaders.secure(request.response().headers());
    request
        .response()
        .setStatusCode(problem.status())
        .putHeader(RequestId.HEADER, id)
        .putHeader("content-type", Problem.MEDIA_TYPE)
        .putHeader("connection", "close")
        .end(Json.write(answering(problem, id)))
        .onComplete(_ -> request.connection().close());
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
