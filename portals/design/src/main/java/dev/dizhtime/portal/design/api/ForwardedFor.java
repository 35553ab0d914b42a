package dev.dizhtime.portal.design.api;

import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextKey;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;

/**
 * Whom a portal asks the API for. The gateway sees the portal's own address and nothing else; so
 * that people are counted apart, the portal tells on what it was told, and adds who told it, as
 * every proxy does.
 */
public final class ForwardedFor {
  /** The header, on the way in and on the way out. */
  static final String HEADER = "x-forwarded-for";

  private static final ContextKey<String> KEY = ContextKey.named("dizhtime-forwarded-for");

  private ForwardedFor() {}

  /** The handler that puts it where requests to the API find it. */
  // The scope lives as long as the request's own context, so there is nothing to close.
  @SuppressWarnings({"MustBeClosed", "resource"})
  public static void handle(RoutingContext routing) {
    String told = String.join(", ", routing.request().headers().getAll(HEADER));
    var peer = routing.request().remoteAddress();
    if (peer != null && peer.hostAddress() != null) {
      String chain = told.isEmpty() ? peer.hostAddress() : told + ", " + peer.hostAddress();
      Context.current().with(KEY, chain).makeCurrent();
    }
    routing.next();
  }

  /** The addresses from the browser to whoever asked this portal; empty outside of a request. */
  static Optional<String> current() {
    return Optional.ofNullable(Context.current().get(KEY));
  }
}
