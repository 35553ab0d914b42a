package dev.dizhtime.runtime.http;

import dev.dizhtime.runtime.config.ConfigException;
import dev.dizhtime.runtime.json.Json;
import dev.dizhtime.runtime.security.Caller;
import dev.dizhtime.runtime.security.TokenVerifier;
import dev.dizhtime.runtime.service.ServiceContext;
import io.netty.handler.codec.DecoderException;
import io.opentelemetry.api.trace.Span;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.json.JsonObject;
import io.vertx.core.tracing.TracingPolicy;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.HttpException;
import io.vertx.ext.web.openapi.router.RouterBuilder;
import io.vertx.openapi.contract.OpenAPIContract;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * A service's HTTP API, bound to its OpenAPI document by operation id.
 *
 * <p>In the document, an operation with a {@code security} requirement needs a token; {@code
 * x-roles} lists the roles of which the caller needs one, and {@code x-scopes} the scopes of which
 * a client's token needs one: without it no client reaches the operation. The document itself is
 * served at {@code /openapi.json}, for the gateway to merge.
 */
public final class Api {
  /** The largest body taken where {@link #maxBodyBytes} says nothing else. */
  public static final int DEFAULT_MAX_BODY_BYTES = 256 * 1024;

  private static final int MAX_HEADER_BYTES = 16 * 1024;
  private static final int IDLE_TIMEOUT_SECONDS = 75;

  private final ServiceContext service;
  private final JsonObject document;
  private final RouterBuilder operations;
  private final Set<String> bound = new HashSet<>();
  private final List<Consumer<Router>> others = new ArrayList<>();
  private final HttpMeters meters;
  private int maxBodyBytes = DEFAULT_MAX_BODY_BYTES;
  private Access access;

  private Api(ServiceContext service, Description description) {
    OpenAPIContract contract = description.contract();
    this.service = service;
    this.document = description.document();
    this.operations = RouterBuilder.create(service.vertx(), contract, new ParameterTexts());
    // Access checks tokens and roles, before validation.
    operations.getRoutes().forEach(route -> route.setDoSecurity(false));
    this.meters = new HttpMeters(service.meters());
    this.access = new Access(contract, null);
  }

  /** Begins to read the document, so that {@link #open} need not wait. */
  public static void openAhead(ServiceContext service, String documentPath) {
    description(service, documentPath);
  }

  /**
   * Reads the OpenAPI document (JSON, which the build makes of the YAML beside it) at a place on
   * the class path.
   *
   * @throws UncheckedIOException when there is none
   */
  public static Api open(ServiceContext service, String documentPath) {
    return new Api(service, description(service, documentPath).await());
  }

  /** The document is read once per process; what checks requests each instance has for itself. */
  private static Future<Description> description(ServiceContext service, String path) {
    return service.ahead(
        path,
        () ->
            service
                .vertx()
                .executeBlocking(() -> document(service, path), false)
                .compose(document -> Description.of(service.vertx(), document)));
  }

  private static JsonObject document(ServiceContext service, String path) {
    return service.oncePerProcess(path, () -> Description.read(path));
  }

  /** Checks tokens with this verifier; without it every operation must be open to all. */
  public Api tokens(TokenVerifier verifier) {
    access = access.with(verifier);
    return this;
  }

  /** Takes bodies up to this size; a larger one is answered with 413. */
  public Api maxBodyBytes(int bytes) {
    maxBodyBytes = bytes;
    return this;
  }

  /**
   * Binds an operation of the document.
   *
   * @throws ConfigException when the document has no such operation
   */
  public Api operation(String operationId, Operation operation) {
    var route = operations.getRoute(operationId);
    if (route == null) {
      throw new ConfigException("the API description has no operation " + operationId);
    }
    bound.add(operationId);
    route.addHandler(routing -> run(routing, operationId, operation));
    return this;
  }

  /**
   * Answers requests that are no operation of the document: pages, and protocols that bring a
   * description of their own. Bodies are bounded as everywhere; nothing else is checked.
   *
   * @param path one path, not a pattern
   */
  public Api beside(HttpMethod method, String path, Handler<RoutingContext> handler) {
    others.add(
        router ->
            router
                .route(method, path)
                .handler(Bodies.upTo(maxBodyBytes))
                .handler(routing -> named(routing, path))
                .handler(handler)
                .failureHandler(Api::unreadable));
    return this;
  }

  /** A form that can't be decoded is the sender's fault, which Vert.x does not say. */
  private static void unreadable(RoutingContext routing) {
    Throwable failure = routing.failure();
    boolean undecodable =
        failure instanceof DecoderException || failure instanceof IllegalArgumentException;
    Problems.answer(routing, undecodable ? new HttpException(400) : failure, routing.statusCode());
  }

  private static void named(RoutingContext routing, String path) {
    routing.put(HttpMeters.ROUTE, path);
    Span.current().updateName(routing.request().method() + " " + path);
    routing.next();
  }

  /**
   * Starts listening at {@code DIZHTIME_HTTP_HOST} and {@code DIZHTIME_HTTP_PORT}.
   *
   * @throws ConfigException when an operation of the document is not bound
   */
  public HttpServer listen() {
    refuseUnbound();
    Router router = Router.router(service.vertx());
    router.route().handler(meters::handle);
    router.route().handler(RequestIds::handle);
    router.get("/openapi.json").handler(this::serveDocument);
    others.forEach(each -> each.accept(router));
    operations.rootHandler(Bodies.upTo(maxBodyBytes));
    operations.rootHandler(access::check);
    router.route().subRouter(operations.createRouter());
    router.route().failureHandler(r -> Problems.answer(r, r.failure(), r.statusCode()));
    for (int status : new int[] {400, 404, 405, 406, 413, 415, 500}) {
      router.errorHandler(status, r -> Problems.answer(r, r.failure(), r.statusCode()));
    }
    return HttpListener.listen(service, router, serverOptions());
  }

  private static HttpServerOptions serverOptions() {
    return new HttpServerOptions()
        .setTracingPolicy(TracingPolicy.ALWAYS)
        .setMaxHeaderSize(MAX_HEADER_BYTES)
        .setIdleTimeout(IDLE_TIMEOUT_SECONDS)
        .setCompressionSupported(false);
  }

  private static void run(RoutingContext routing, String operationId, Operation operation) {
    Caller caller = routing.get(Access.CALLER);
    try {
      Reply reply = operation.handle(new Call(routing, operationId, caller));
      if (reply != null) {
        send(routing, reply);
      }
    } catch (Throwable failure) {
      Problems.answer(routing, failure, 500);
    }
  }

  private static void send(RoutingContext routing, Reply reply) {
    var response = routing.response().setStatusCode(reply.status());
    reply.headers().forEach(response::putHeader);
    if (reply.body() == null) {
      response.end();
    } else {
      response.putHeader("content-type", "application/json").end(Json.write(reply.body()));
    }
  }

  private void serveDocument(RoutingContext routing) {
    routing.response().putHeader("content-type", "application/json").end(document.toBuffer());
  }

  private void refuseUnbound() {
    Set<String> unbound = new TreeSet<>();
    operations.getRoutes().forEach(route -> unbound.add(route.getOperation().getOperationId()));
    unbound.removeAll(bound);
    if (!unbound.isEmpty()) {
      throw new ConfigException("nothing is bound to these operations: " + unbound);
    }
  }
}
