package dev.dizhtime.portal.admin;

import dev.dizhtime.contracts.Message;
import dev.dizhtime.contracts.delivery.DeliveryEvent;
import dev.dizhtime.contracts.delivery.DeliveryOffered;
import dev.dizhtime.contracts.order.OrderEvent;
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

/** The wiring of the admins' portal. */
final class AdminVerticle implements ServiceVerticle {
  /** Support reads some of what admins read, and changes nothing. */
  private static final Set<Role> READERS = Set.of(Role.ADMIN, Role.SUPPORT);

  private static final Set<Role> ADMINS = Set.of(Role.ADMIN);

  static final PortalSite SITE =
      new PortalSite(
          "admin",
          "/admin",
          "/admin/orders",
          READERS,
          false,
          List.of(
              new Link("nav.orders", "/admin/orders", true, READERS),
              new Link("nav.people", "/admin/people", true, READERS),
              new Link("nav.dead-letters", "/admin/dead-letters", true, ADMINS),
              new Link("nav.ledger", "/admin/ledger", true, ADMINS),
              new Link("nav.promotions", "/admin/promotions", true, ADMINS),
              new Link("nav.design", "/admin/design", true, ADMINS)));

  private static final String ALL_ORDERS = "orders";

  private final Function<ServiceContext, ApiClient> api;
  private final Changes changes;

  AdminVerticle(Function<ServiceContext, ApiClient> api, Changes changes) {
    this.api = api;
    this.changes = changes;
  }

  @Override
  public void start(ServiceContext service) {
    OrderPages orders = new OrderPages();
    OrderActs acts = new OrderActs();
    PeoplePages people = new PeoplePages();
    DeadLetterPages letters = new DeadLetterPages();
    LedgerPages ledger = new LedgerPages();
    PromotionPages promotions = new PromotionPages();
    TracePages traces = TracePages.from(service.env());
    service.onStop("trace reader", traces::close);
    StylePage style = new StylePage();
    PortalServer server =
        PortalServer.open(service, SITE, api.apply(service), new Assets(SITE.basePath()))
            .memberPage("", exchange -> exchange.redirect(SITE.home()))
            .memberPage("/orders", orders::list)
            .stream("/orders/stream", _ -> Set.of(ALL_ORDERS))
            .memberPage("/orders/:orderId", orders::show)
            .stream(
                "/orders/:orderId/stream",
                exchange -> Set.of(exchange.pathId("orderId").toString()))
            .memberAction(
                "/orders/:orderId/act", Allowed.admins(Asked.orAgain(acts::act, orders::show)))
            .memberAction(
                "/orders/:orderId/refund",
                Allowed.admins(Asked.orAgain(acts::refund, orders::show)))
            .memberAction(
                "/orders/:orderId/override",
                Allowed.admins(Asked.orAgain(acts::override, orders::show)))
            .memberPage("/people", people::list)
            .memberAction("/people", people::find)
            .memberPage("/people/:userId", people::show)
            .memberAction("/people/:userId/sessions-ending", Allowed.admins(people::endSessions))
            .memberAction("/people/:userId/roles", Allowed.admins(people::setRoles))
            .memberPage("/dead-letters", Allowed.admins(letters::list))
            .memberPage("/dead-letters/audit", Allowed.admins(letters::audit))
            .memberAction(
                "/dead-letters/replay",
                Allowed.admins(Asked.orAgain(letters::replayAll, letters::list)))
            .memberPage("/dead-letters/:group/:offset", Allowed.admins(letters::show))
            .memberAction(
                "/dead-letters/:group/:offset/replay",
                Allowed.admins(Asked.orAgain(letters::replay, letters::show)))
            .memberPage("/ledger", Allowed.admins(ledger::show))
            .memberAction(
                "/ledger/payouts", Allowed.admins(Asked.orAgain(ledger::payOut, ledger::show)))
            .memberAction(
                "/ledger/cash-deposits",
                Allowed.admins(Asked.orAgain(ledger::deposit, ledger::show)))
            .memberAction(
                "/ledger/cash-limits", Allowed.admins(Asked.orAgain(ledger::limit, ledger::show)))
            .memberPage("/promotions", Allowed.admins(promotions::list))
            .memberAction(
                "/promotions", Allowed.admins(Asked.orAgain(promotions::create, promotions::list)))
            .memberAction(
                "/promotions/:code/end",
                Allowed.admins(Asked.orAgain(promotions::end, promotions::list)))
            .memberPage("/traces/:traceOrRequest", Allowed.admins(traces::show))
            .memberPage("/design", Allowed.admins(style::show));
    LiveStreams streams = server.streams();
    // One type of each topic stands for all: a tail follows whole topics.
    changes.follow(
        service,
        Set.of(OrderPlaced.class, DeliveryOffered.class),
        message -> tell(streams, message));
    server.listen();
  }

  private static void tell(LiveStreams streams, Message message) {
    if (message instanceof OrderEvent || message instanceof DeliveryEvent) {
      streams.changed(ALL_ORDERS);
      streams.changed(message.key());
    }
  }
}
