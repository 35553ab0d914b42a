package dev.dizhtime.portal.design;

import dev.dizhtime.portal.design.api.ApiRequest;
import dev.dizhtime.portal.design.view.View;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What happened to one's account that matters to its security, the newest first. */
final class SecurityEventPages {
  private static final View EVENTS = View.page("design/templates/account-events");

  /** An entry; actorId, device and detail may be null. */
  record Event(String kind, String actorId, String device, String detail, Instant at) {}

  private record EventPage(List<Event> items, String nextCursor) {}

  void mount(PortalServer server) {
    server.memberPage(AccountPages.HOME + "/events", SecurityEventPages::show);
  }

  private static void show(Exchange exchange) {
    String cursor = exchange.query("cursor").filter(each -> each.matches("[0-9]{1,18}")).orElse("");
    EventPage page =
        exchange.api(
            ApiRequest.get("/api/auth/security-events").with("cursor", cursor), EventPage.class);
    Map<String, Object> model = new HashMap<>();
    model.put("events", page.items());
    model.put("nextCursor", page.nextCursor());
    exchange.show(EVENTS, model);
  }
}
