package dev.dizhtime.portal.design;

import dev.dizhtime.portal.design.api.ApiRequest;
import dev.dizhtime.portal.design.view.View;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What happened to one's account that matters to its security, the newest first. */
public final class SecurityEventPages {
  private static final View EVENTS = View.page("design/templates/account-events");

  /** An entry; all but kind and time may be null. */
  public record Event(
      String kind, String userId, String actorId, String device, String detail, Instant at) {}

  private record EventPage(List<Event> items, String nextCursor) {}

  void mount(PortalServer server) {
    server.memberPage(AccountPages.HOME + "/events", SecurityEventPages::show);
  }

  private static void show(Exchange exchange) {
    Map<String, Object> model = new HashMap<>();
    read(exchange, ApiRequest.get("/api/auth/security-events"), model);
    exchange.show(EVENTS, model);
  }

  /** Reads the page of a security log that the address asks for, for whatever page shows it. */
  public static void read(Exchange exchange, ApiRequest log, Map<String, Object> model) {
    String cursor = exchange.query("cursor").filter(each -> each.matches("[0-9]{1,18}")).orElse("");
    EventPage page = exchange.api(log.with("cursor", cursor), EventPage.class);
    model.put("events", page.items());
    model.put("nextCursor", page.nextCursor());
  }
}
