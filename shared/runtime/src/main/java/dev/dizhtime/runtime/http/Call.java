package dev.dizhtime.runtime.http;

import com.fasterxml.jackson.databind.JsonMappingException;
import dev.dizhtime.runtime.json.Json;
import dev.dizhtime.runtime.security.Caller;
import dev.dizhtime.runtime.security.Role;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** One request, validated against the OpenAPI document. */
public final class Call {
  private final RoutingContext routing;
  private final String operationId;
  private final Caller caller;

  Call(RoutingContext routing, String operationId, Caller caller) {
    this.routing = routing;
    this.operationId = operationId;
    this.caller = caller;
  }

  /** The operation's name in the OpenAPI document. */
  public String operationId() {
    return operationId;
  }

  /**
   * Who calls.
   *
   * @throws ProblemException 401 when the operation is open to all and no token came with it
   */
  public Caller caller() {
    return findCaller().orElseThrow(() -> Problem.unauthorized("A token is needed").exception());
  }

  /** Who calls, if a token came with the request. */
  public Optional<Caller> findCaller() {
    return Optional.ofNullable(caller);
  }

  /** Whether the caller has a role. */
  public boolean callerIs(Role role) {
    return caller != null && caller.is(role);
  }

  /** The request's whole path. */
  public String path() {
    return routing.normalizedPath();
  }

  /** A part of the path. */
  public String path(String name) {
    return routing.pathParam(name);
  }

  /** A part of the path that is an id, e.g. {@code call.pathId("orderId", OrderId::new)}. */
  public <T> T pathId(String name, Function<UUID, T> type) {
    return type.apply(uuid(name, path(name)));
  }

  /** A query parameter. */
  public Optional<String> query(String name) {
    return Optional.ofNullable(routing.queryParams().get(name)).filter(value -> !value.isEmpty());
  }

  /** A query parameter that is a whole number; the document says its range. */
  public int queryInt(String name, int fallback) {
    try {
      return query(name).map(Integer::parseInt).orElse(fallback);
    } catch (NumberFormatException e) {
      throw Problem.malformed(name, "must be a whole number").exception();
    }
  }

  /** A header. */
  public Optional<String> header(String name) {
    return Optional.ofNullable(routing.request().getHeader(name));
  }

  /** The body's bytes as they came; empty when there was none. */
  public byte[] rawBody() {
    Buffer body = routing.body().buffer();
    return body == null ? new byte[0] : body.getBytes();
  }

  /**
   * The body as a record.
   *
   * @throws ProblemException 422 when the record refuses a value that the document allows
   */
  public <T> T body(Class<T> type) {
    try {
      return Json.STRICT.readValue(rawBody(), type);
    } catch (JsonMappingException e) {
      throw Problem.unacceptable(Fields.of(e), Fields.reason(e)).exception();
    } catch (IOException e) {
      throw Problem.malformed("body", "is not JSON").exception();
    }
  }

  /** Vert.x's own view, for what needs it (event streams). */
  public RoutingContext routing() {
    return routing;
  }

  private static UUID uuid(String name, String text) {
    try {
      return UUID.fromString(text);
    } catch (IllegalArgumentException e) {
      throw Problem.malformed(name, "must be a UUID").exception();
    }
  }
}
