package dev.dizhtime.portal.design;

import dev.dizhtime.portal.design.PortalSite.Link;
import dev.dizhtime.portal.design.api.ApiRequest;
import dev.dizhtime.portal.design.view.View;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What the platform has told somebody, newest first; of use where a portal's header leads here. */
public final class InboxPages {
  private static final View PAGE = View.page("design/templates/inbox");
  private static final String PATH = "/messages";
  private static final String API = "/api/notifications";
  private static final String LIMIT = "20";

  /** One thing that was told. */
  record Notice(UUID notificationId, String title, String body, Instant at, boolean read) {}

  /** A page of them, and how many are unread in all. */
  record Notices(List<Notice> items, int unread, String nextCursor) {
    Notices {
      items = items == null ? List.of() : List.copyOf(items);
    }
  }

  private final String page;

  private InboxPages(PortalSite site) {
    this.page = site.basePath() + PATH;
  }

  /** The place in the header of a portal. */
  public static Link link(String basePath) {
    return new Link("inbox.title", basePath + PATH, true);
  }

  /** Opens the pages where the header leads to them. */
  static void mount(PortalServer server, PortalSite site) {
    if (site.navigation().contains(link(site.basePath()))) {
      InboxPages inbox = new InboxPages(site);
      server
          .memberPage(PATH, inbox::show)
          .memberAction(PATH + "/:notificationId/read", inbox::read);
    }
  }

  private void show(Exchange exchange) {
    Notices notices =
        exchange.api(
            ApiRequest.get(API).with("limit", LIMIT).with("cursor", cursor(exchange)),
            Notices.class);
    Map<String, Object> model = new HashMap<>();
    model.put("page", page);
    model.put("notices", notices.items());
    model.put("unread", notices.unread());
    model.put("cursor", cursor(exchange));
    model.put("next", notices.nextCursor());
    exchange.show(PAGE, model);
  }

  private void read(Exchange exchange) {
    exchange.api(
        ApiRequest.post(API + "/" + exchange.pathId("notificationId") + "/read"), Void.class);
    String cursor = cursor(exchange);
    exchange.redirect(cursor.isEmpty() ? page : page + "?cursor=" + cursor);
  }

  /** A number, in the address and in the form; "" for the first page. */
  private static String cursor(Exchange exchange) {
    return exchange
        .query("cursor")
        .or(() -> exchange.form("cursor"))
        .filter(each -> each.matches("[0-9]{1,16}"))
        .orElse("");
  }
}
