package dev.dizhtime.auth.oidc.http;

import dev.dizhtime.auth.usecase.Passwords;
import dev.dizhtime.runtime.Transience;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An address that people come to with a browser: whatever goes wrong is said on a page. */
final class FrontChannel {
  private static final Logger LOG = LoggerFactory.getLogger(FrontChannel.class);

  private final Pages pages;

  FrontChannel(Pages pages) {
    this.pages = pages;
  }

  /** What is done with a request. */
  @FunctionalInterface
  interface Visit {
    void answer(RoutingContext routing) throws Exception;
  }

  Handler<RoutingContext> handler(Visit visit) {
    return routing -> {
      try {
        visit.answer(routing);
      } catch (Passwords.BusyException _) {
        busy(routing);
      } catch (Exception e) {
        if (Transience.isTransient(e)) {
          LOG.warn("{} not available: {}", routing.request().path(), e.getMessage());
          busy(routing);
        } else {
          LOG.error("{} failed", routing.request().path(), e);
          tell(routing, 500, "error.internal");
        }
      }
    };
  }

  private void busy(RoutingContext routing) {
    routing.response().putHeader("retry-after", "2");
    tell(routing, 503, "error.busy");
  }

  /** Tells the person what is wrong, on a page that leads nowhere. */
  void tell(RoutingContext routing, int status, String why) {
    pages.send(routing, status, "message", null, Map.of("said", why, "wrong", status >= 400));
  }
}
