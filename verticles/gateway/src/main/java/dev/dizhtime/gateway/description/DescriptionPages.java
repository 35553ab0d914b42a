package dev.dizhtime.gateway.description;

import dev.dizhtime.gateway.proxy.OwnPages;
import dev.dizhtime.gateway.proxy.Refusals;
import dev.dizhtime.runtime.http.Problem;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The merged API description and its page. */
public final class DescriptionPages implements OwnPages {
  private static final String DOCUMENT = "/api/openapi.json";
  private static final String PAGE = "/api/docs";
  private static final String ASSETS = PAGE + "/assets/";
  private static final Logger LOG = LoggerFactory.getLogger(DescriptionPages.class);

  private final Router router;

  public DescriptionPages(Vertx vertx, ApiDescription description, DocsPage docs) {
    router = Router.router(vertx);
    router.get(DOCUMENT).handler(description::serve);
    router.get(PAGE).handler(docs::serve);
    router.get(ASSETS + ":name").handler(docs::serveAsset);
    router.route().handler(routing -> Refusals.refuse(routing.request(), notHere(routing)));
    router.route().failureHandler(DescriptionPages::failed);
  }

  private static Problem notHere(RoutingContext routing) {
    boolean read = routing.request().method().name().equals("GET");
    return read
        ? Problem.of(404, "not-found", "Not found", "There is nothing at this address")
        : Problem.of(405, "method", "Method not allowed", "This page can only be read");
  }

  private static void failed(RoutingContext routing) {
    LOG.error("{} failed", routing.request().path(), routing.failure());
    Refusals.refuse(
        routing.request(),
        Problem.of(
            500,
            "internal",
            "Something went wrong on our side",
            "It has been recorded under the request id"));
  }

  @Override
  public boolean has(String path) {
    return path.startsWith("/api/")
        && (path.equals(DOCUMENT) || path.equals(PAGE) || path.startsWith(PAGE + "/"));
  }

  @Override
  public String nameOf(String path) {
    return path.startsWith(PAGE + "/") ? ASSETS + ":name" : path;
  }

  @Override
  public void serve(HttpServerRequest request) {
    router.handle(request);
  }
}
