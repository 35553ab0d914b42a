package dev.dizhtime.portal.driver;

import dev.dizhtime.contracts.delivery.DeliveryOffered;
import dev.dizhtime.contracts.order.OrderPlaced;
import dev.dizhtime.portal.design.InboxPages;
import dev.dizhtime.portal.design.PortalServer;
import dev.dizhtime.portal.design.PortalSite;
import dev.dizhtime.portal.design.PortalSite.Link;
import dev.dizhtime.portal.design.api.ApiClient;
import dev.dizhtime.portal.design.live.Changes;
import dev.dizhtime.portal.design.live.LiveStreams;
import dev.dizhtime.portal.design.view.Assets;
import dev.dizhtime.runtime.security.Role;
import dev.dizhtime.runtime.service.ServiceContext;
import dev.dizhtime.runtime.service.ServiceVerticle;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** The wiring of the drivers' portal. */
final class DriverVerticle implements ServiceVerticle {
  static final PortalSite SITE =
      new PortalSite(
          "driver",
          "/driver",
          "/driver/task",
          Set.of(Role.DRIVER),
          false,
          List.of(new Link("nav.task", "/driver/task", true), InboxPages.link("/driver")));

  private static final String SCRIPT = "dev/dizhtime/portal/driver/assets/driver.js";

  private final Function<ServiceContext, ApiClient> api;
  private final Changes changes;

  DriverVerticle(Function<ServiceContext, ApiClient> api, Changes changes) {
    this.api = api;
    this.changes = changes;
  }

  @Override
  public void start(ServiceContext service) {
    TaskPages tasks = new TaskPages(service.clock());
    ShiftPages shifts = new ShiftPages(service.clock(), tasks);
    Assets assets = new Assets(SITE.basePath()).add("driver.js", SCRIPT);
    PortalServer server =
        PortalServer.open(service, SITE, api.apply(service), assets)
            .memberPage("", exchange -> exchange.redirect(SITE.home()))
            .memberPage("/task", tasks::show)
            .memberPage("/task/door", tasks::door)
            .stream("/task/stream", exchange -> Set.of(exchange.login().orElseThrow().userId()))
            .memberAction("/shift", shifts::keep)
            .memberAction("/position", shifts::move)
            .memberAction("/tasks/:taskId/abandonment", tasks::abandon);
    for (String step : TaskPages.STEPS) {
      server.memberAction("/tasks/:taskId/" + step, exchange -> tasks.advance(exchange, step));
    }
    for (String step : TaskPages.HANDOFFS) {
      server.memberAction("/tasks/:taskId/" + step, exchange -> tasks.handOver(exchange, step));
    }
    LiveStreams streams = server.streams();
    DriversOfOrders drivers = new DriversOfOrders();
    // One type of each topic stands for all: a tail follows whole topics.
    changes.follow(
        service,
        Set.of(DeliveryOffered.class, OrderPlaced.class),
        message -> drivers.concernedBy(message).forEach(streams::changed));
    server.listen();
  }
}
