package dev.dizhtime.portal.customer;

import dev.dizhtime.portal.design.InboxPages;
import dev.dizhtime.portal.design.PortalServer;
import dev.dizhtime.portal.design.PortalSite;
import dev.dizhtime.portal.design.PortalSite.Link;
import dev.dizhtime.portal.design.api.ApiClient;
import dev.dizhtime.portal.design.view.Assets;
import dev.dizhtime.runtime.security.Role;
import dev.dizhtime.runtime.service.ServiceContext;
import dev.dizhtime.runtime.service.ServiceVerticle;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** The wiring of the customers' portal. */
final class CustomerVerticle implements ServiceVerticle {
  static final PortalSite SITE =
      new PortalSite(
          "customer",
          "",
          "/",
          Set.of(Role.CUSTOMER),
          true,
          List.of(
              new Link("nav.search", "/", false),
              new Link("nav.orders", "/orders", true),
              new Link("nav.wallet", "/wallet", true),
              InboxPages.link("")));

  private final Function<ServiceContext, ApiClient> api;

  CustomerVerticle(Function<ServiceContext, ApiClient> api) {
    this.api = api;
  }

  @Override
  public void start(ServiceContext service) {
    SearchPages search = new SearchPages(Places.read());
    MenuPages menus = new MenuPages(service.clock());
    OrderPages orders = new OrderPages();
    OrderChanges changes = new OrderChanges();
    WalletPages wallet = new WalletPages();
    StatementPages statements = new StatementPages(service.clock());
    PortalServer.open(service, SITE, api.apply(service), new Assets(SITE.basePath()))
        .page("/", search::show)
        .page("/search", search::show)
        .page("/restaurants/:restaurantId", menus::show)
        .memberAction("/restaurants/:restaurantId/quote", menus::quote, menus::withTheChoice)
        .memberAction("/restaurants/:restaurantId/choice", menus::change)
        .memberAction("/orders", orders::place)
        .memberPage("/orders", orders::list)
        .memberPage("/orders/:orderId", orders::show)
        .memberAction("/orders/:orderId/cancellation", changes::cancel)
        .memberAction("/orders/:orderId/quote", changes::reorder)
        .memberPage("/wallet", wallet::show)
        .memberAction("/wallet", wallet::topUp)
        .memberPage("/wallet/statement", statements::show)
        .memberPage("/wallet/statement.csv", statements::csv)
        .memberPage("/wallet/top-ups/:topUpId", wallet::showTopUp)
        .listen();
  }
}
