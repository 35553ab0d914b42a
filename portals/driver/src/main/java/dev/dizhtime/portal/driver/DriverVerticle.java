package dev.dizhtime.portal.driver;

import dev.dizhtime.contracts.delivery.DeliveryOffered;
import dev.dizhtime.contracts.order.OrderPlaced;
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
          List.of(new Link("nav.task", "/driver/task", true)));

  private final Function<ServiceContext, ApiClient> api;
  private final Changes changes;

  DriverVerticle(Function<ServiceContext, ApiClient> api, Changes changes) {
    this.api = api;
    this.changes = changes;
  }

  @Override
  public void start(ServiceContext service) {
    TaskPages tasks = new TaskPages();
    PortalServer server =
        PortalServer.open(service, SITE, api.apply(service), new Assets(SITE.basePath()))
            .memberPage("", exchange -> exchange.redirect(SITE.home()))
            .memberPage("/task", tasks::show)
            .stream("/task/stream", exchange -> exchange.login().orElseThrow().userId())
            .memberAction("/shift", tasks::shift);
    for (String step : TaskPages.STEPS) {
      server.memberAction("/tasks/:taskId/" + step, exchange -> tasks.advance(exchange, step));
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
