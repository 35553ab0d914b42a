package dev.dizhtime.runtime.http;

import dev.dizhtime.runtime.Transience;
import dev.dizhtime.runtime.json.Json;
import dev.dizhtime.runtime.security.KeysUnavailableException;
import dev.dizhtime.runtime.security.TokenRejectedException;
import dev.dizhtime.runtime.telemetry.RequestId;
import io.opentelemetry.api.trace.Span;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.HttpException;
import io.vertx.openapi.validation.SchemaValidationException;
import io.vertx.openapi.validation.ValidatorException;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns whatever went wrong into the problem that is answered. */
public final class Problems {
  private static final Logger LOG = LoggerFactory.getLogger(Problems.class);
  private static final Pattern PARAMETER =
      Pattern.compile("(?:query|path|header|cookie) parameter (\\S+)", Pattern.CASE_INSENSITIVE);

  private Problems() {}

  /** The problem that tells of a failure. */
  public static Problem of(Throwable failure) {
    return switch (failure) {
      case ProblemException e -> e.problem();
      case SchemaValidationException e -> invalid(e);
      case ValidatorException e -> invalid(e);
      case TokenRejectedException e -> Problem.unauthorized(e.getMessage());
      case KeysUnavailableException _ ->
          Problem.unavailable("Tokens can't be checked at present", 1);
      case HttpException e when e.getCause() != null -> of(e.getCause());
      case HttpException e -> ofStatus(e.getStatusCode());
      case Throwable e when Transience.isTransient(e) ->
          Problem.unavailable("Something this service stands on does not answer", 1);
      default -> ofStatus(500);
    };
  }

  /** The problem for a bare status, as Vert.x makes it for unknown paths and large bodies. */
  static Problem ofStatus(int status) {
    return switch (status) {
      case 400 -> Problem.malformed("body", "can't be read");
      case 401 -> Problem.unauthorized("A token is needed");
      case 404 -> Problem.of(404, "not-found", "Not found", "There is nothing at this address");
      case 405 -> Problem.of(405, "method", "Method not allowed", "See the API description");
      case 406 -> Problem.of(406, "not-acceptable", "Not acceptable", "Only JSON is served");
      case 413 ->
          Problem.of(413, "too-large", "The body is too large", "body: is larger than allowed")
              .with("body", "is larger than allowed");
      case 415 ->
          Problem.of(415, "media-type", "Not a known format", "Send application/json")
              .with("Content-Type", "must be application/json");
      case 429 -> Problem.of(429, "too-many", "Too many requests", "Try again later");
      case 503 -> Problem.unavailable("Not available at present", 1);
      default ->
          Problem.of(
              status >= 400 ? status : 500,
              "internal",
              "Something went wrong on our side",
              "It has been recorded under the request id");
    };
  }

  /** Answers a request whose handling failed. */
  static void answer(RoutingContext routing, Throwable failure, int status) {
    Problem problem = failure == null ? ofStatus(status) : of(failure);
    if (problem.status() == 503) {
      LOG.warn("{} {} not available: {}", method(routing), path(routing), problem.detail());
    } else if (problem.status() >= 500) {
      LOG.error("{} {} failed", method(routing), path(routing), failure);
      if (failure != null) {
        Span.current().recordException(failure);
      }
    }
    send(routing, problem);
  }

  private static String method(RoutingContext routing) {
    return routing.request().method().name();
  }

  private static String path(RoutingContext routing) {
    return routing.request().path();
  }

  /** Sends a problem. */
  public static void send(RoutingContext routing, Problem problem) {
    HttpServerResponse response = routing.response();
    if (response.headWritten() || response.closed()) {
      return;
    }
    if (problem.retryAfterSeconds() > 0) {
      response.putHeader("retry-after", Integer.toString(problem.retryAfterSeconds()));
    }
    if (problem.status() == 401) {
      response.putHeader("www-authenticate", "Bearer");
    }
    response
        .setStatusCode(problem.status())
        .putHeader("content-type", Problem.MEDIA_TYPE)
        .end(Json.write(problem.answering(RequestId.current().orElse(null))));
  }

  private static Problem invalid(SchemaValidationException e) {
    Map<String, String> wrong = FieldErrors.of(e.getOutputUnit());
    Matcher parameter = PARAMETER.matcher(e.getMessage());
    if (parameter.find()) {
      String detail = wrong.values().stream().findFirst().orElse("is not valid");
      return Problem.malformed(parameter.group(1), detail);
    }
    Problem problem = null;
    for (Map.Entry<String, String> each : wrong.entrySet()) {
      problem =
          problem == null
              ? Problem.malformed(each.getKey(), each.getValue())
              : problem.with(each.getKey(), each.getValue());
    }
    return problem == null
        ? Problem.malformed("body", "does not have the form that the API description asks for")
        : problem;
  }

  private static Problem invalid(ValidatorException e) {
    Matcher parameter = PARAMETER.matcher(e.getMessage());
    if (parameter.find()) {
      return Problem.malformed(parameter.group(1), "is missing or can't be read");
    }
    return switch (e.type()) {
      case UNSUPPORTED_VALUE_FORMAT -> ofStatus(415);
      case MISSING_REQUIRED_PARAMETER -> Problem.malformed("body", "is missing");
      default -> Problem.malformed("body", "is not JSON, or not what the API asks for");
    };
  }
}
