package dev.dizhtime.runtime.http;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;

/** How bodies of requests are read: into memory, and only so much. */
public final class Bodies {
  private Bodies() {}

  /**
   * Reads a body of at most so many bytes; a longer one fails with 413. A GET has no body, whatever
   * its head says: Vert.x fails at one that speaks of a form.
   */
  public static Handler<RoutingContext> upTo(long maxBytes) {
    BodyHandler bodies =
        BodyHandler.create(false).setBodyLimit(maxBytes).setHandleFileUploads(false);
    return routing -> {
      if (routing.request().method().equals(HttpMethod.GET)) {
        routing.next();
      } else {
        bodies.handle(routing);
      }
    };
  }
}
