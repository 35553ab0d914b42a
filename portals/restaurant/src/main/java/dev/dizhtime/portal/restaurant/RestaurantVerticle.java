package dev.dizhtime.portal.restaurant;

import dev.dizhtime.contracts.Message;
import dev.dizhtime.contracts.order.OrderEvent;
import dev.dizhtime.contracts.order.OrderPlaced;
import dev.dizhtime.portal.design.InboxPages;
import dev.dizhtime.portal.design.PortalServer;
import dev.dizhtime.portal.design.PortalSite;
import dev.dizhtime.portal.design.PortalSite.Link;
import dev.dizhtime.portal.design.api.ApiClient;
import dev.dizhtime.portal.design.live.Changes;
import dev.dizhtime.portal.design.live.LiveStreams;
import dev.dizhtime.portal.design.session.Login;
import dev.dizhtime.portal.design.view.Assets;
import dev.dizhtime.runtime.security.Role;
import dev.dizhtime.runtime.service.ServiceContext;
import dev.dizhtime.runtime.service.ServiceVerticle;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** The wiring of the restaurants' portal. */
final class RestaurantVerticle implements ServiceVerticle {
  static final PortalSite SITE =
      new PortalSite(
          "restaurant",
          "/restaurant",
          "/restaurant/orders",
          Set.of(Role.RESTAURANT),
          false,
          List.of(
              new Link("nav.orders", "/restaurant/orders", true),
              new Link("nav.restaurants", "/restaurant/restaurants", true),
              new Link("nav.payouts", "/restaurant/payouts", true),
              InboxPages.link("/restaurant")));

  private final Function<ServiceContext, ApiClient> api;
  private final Changes changes;

  RestaurantVerticle(Function<ServiceContext, ApiClient> api, Changes changes) {
    this.api = api;
    this.changes = changes;
  }

  @Override
  public void start(ServiceContext service) {
    OrderPages orders = new OrderPages();
    PortalServer server =
        PortalServer.open(service, SITE, api.apply(service), new Assets(SITE.basePath()))
            .memberPage("", exchange -> exchange.redirect(SITE.home()))
            .memberPage("/orders", orders::list)
            .memberPage("/orders/all", orders::all)
            .stream("/orders/stream", exchange -> heardBy(exchange.login().orElseThrow()))
            .memberAction("/orders/:orderId/rejection", orders::reject);
    refunds(server, new RefundPages());
    restaurants(server, new RestaurantPages(), new MenuPages());
    staff(server, new StaffPages());
    payouts(server, new PayoutPages());
    for (String step : OrderPages.STEPS) {
      server.memberAction("/orders/:orderId/" + step, exchange -> orders.advance(exchange, step));
    }
    LiveStreams streams = server.streams();
    // One type of the topic stands for all: a tail follows whole topics.
    changes.follow(service, Set.of(OrderPlaced.class), message -> tell(streams, message));
    server.listen();
  }

  private static void refunds(PortalServer server, RefundPages refunds) {
    server
        .memberPage("/orders/:orderId", refunds::show)
        .memberAction("/orders/:orderId/refunds", refunds::refund);
  }

  private static void restaurants(
      PortalServer server, RestaurantPages restaurants, MenuPages menus) {
    String one = "/restaurants/:restaurantId";
    server
        .memberPage("/restaurants", restaurants::list)
        .memberPage(one + "/hours", restaurants::hours)
        .memberAction(one + "/hours", restaurants::setHours)
        .memberPage(one + "/menu", menus::show)
        .memberPage(one + "/menu/:itemId", menus::edit)
        .memberAction(one + "/menu/:itemId", menus::save)
        .memberAction(one + "/menu/:itemId/stock", menus::stock)
        .memberAction(one + "/menu/:itemId/removal", menus::remove);
    for (String what : RestaurantPages.SWITCHES) {
      server.memberAction(one + "/" + what, exchange -> restaurants.take(exchange, what));
    }
  }

  private static void staff(PortalServer server, StaffPages staff) {
    String all = "/restaurants/:restaurantId/staff";
    server
        .memberPage(all, staff::show)
        .memberAction(all, staff::invite)
        .memberAction(all + "/:userId/removal", staff::remove)
        .memberAction(all + "/invitations/:invitationId/withdrawal", staff::withdraw);
  }

  private static void payouts(PortalServer server, PayoutPages payouts) {
    server
        .memberPage("/payouts", payouts::list)
        .memberPage("/payouts/:payoutId", payouts::statement)
        .memberPage("/payouts/:payoutId/statement.csv", payouts::csv);
  }

  /** The orders of their own restaurants, and of those where they work, in whatever role. */
  private static Set<String> heardBy(Login login) {
    Set<String> keys = new HashSet<>(login.staff().keySet());
    keys.add(login.userId());
    return keys;
  }

  private static void tell(LiveStreams streams, Message message) {
    if (message instanceof OrderEvent event) {
      streams.changed(event.ownerId().toString());
      streams.changed(event.restaurantId().toString());
    }
  }
}
