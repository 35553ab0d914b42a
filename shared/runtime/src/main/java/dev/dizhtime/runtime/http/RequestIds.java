package dev.dizhtime.runtime.http;

import com.fasterxml.uuid.Generators;
import dev.dizhtime.runtime.telemetry.RequestId;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import io.vertx.ext.web.RoutingContext;

/**
 * Takes over the caller's request id or makes one, answers it, and puts it where logs, messages and
 * further requests find it.
 */
public final class RequestIds {
  private RequestIds() {}

  /** The handler that stands first on every router. */
  // The scope lives as long as the request's own context, so there is nothing to close.
  @SuppressWarnings({"MustBeClosed", "resource"})
  public static void handle(RoutingContext routing) {
    String given = routing.request().getHeader(RequestId.HEADER);
    String id =
        RequestId.acceptable(given)
            ? given
            : Generators.timeBasedEpochGenerator().generate().toString();
    routing.response().putHeader(RequestId.HEADER, id);
    Span.current().setAttribute(RequestId.ATTRIBUTE, id);
    RequestId.in(Context.current(), id).makeCurrent();
    routing.next();
  }
}
