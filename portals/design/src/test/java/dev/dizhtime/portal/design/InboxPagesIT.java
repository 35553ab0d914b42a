package dev.dizhtime.portal.design;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import dev.dizhtime.portal.design.testing.Browser;
import dev.dizhtime.portal.design.testing.CannedApi;
import dev.dizhtime.portal.design.testing.Chromium;
import dev.dizhtime.portal.design.testing.Portals;
import dev.dizhtime.portal.design.view.Assets;
import dev.dizhtime.runtime.security.Role;
import dev.dizhtime.runtime.service.RunningService;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What somebody was told, on the page that all portals share. */
class InboxPagesIT {
  @RegisterExtension static final Chromium CHROMIUM = new Chromium();

  private static final String OLD = "00000000-0000-7000-8000-0000000000e1";
  private static final String NEW = "00000000-0000-7000-8000-0000000000e2";

  private final CannedApi api = new CannedApi("restaurant");
  private final Browser browser;
  private final RunningService portal;

  InboxPagesIT() {
    var inbox = InboxPages.link("/sample");
    var site =
        new PortalSite(
            "sample", "/sample", inbox.path(), Set.of(Role.RESTAURANT), false, List.of(inbox));
    portal =
        Portals.start(
            "portal-sample",
            service -> PortalServer.open(service, site, api, new Assets("/sample")).listen());
    browser = new Browser(portal.address());
  }

  @BeforeEach
  void logIn() {
    api.answer(
        "GET /api/notifications",
        Map.of(
            "items",
            List.of(notice(NEW, "A new order <b>", false), notice(OLD, "Paid out", true)),
            "unread",
            3,
            "nextCursor",
            "17"));
    browser.logIn("/sample");
  }

  @AfterEach
  void close() {
    portal.close();
  }

  @Test
  void showsWhatIsNewAndLeadsToWhatIsOlder() {
    String html = browser.get("/sample/messages").body();
    assertThat(html)
        .contains("A new order &lt;b&gt;", "Paid out", "3 unread", "/sample/messages?cursor=17")
        .contains("aria-current=\"page\"")
        .containsOnlyOnce("/read\"");
    browser.get("/sample/messages?cursor=17");
    browser.get("/sample/messages?cursor=x");
    var asked = api.seen("GET /api/notifications");
    assertThat(asked.get(asked.size() - 2).request().query()).containsEntry("cursor", "17");
    assertThat(asked.getLast().request().query().getOrDefault("cursor", "")).isEmpty();
  }

  @Test
  void marksOneAsReadAndComesBack() {
    browser.get("/sample/messages?cursor=17");
    api.answer("POST /api/notifications/" + NEW + "/read", Map.of());
    var answer = browser.post("/sample/messages/" + NEW + "/read", Map.of("cursor", "17"));
    assertThat(answer.headers().firstValue("location")).contains("/sample/messages?cursor=17");
    assertThat(api.seen("POST /api/notifications/" + NEW + "/read")).hasSize(1);
  }

  @Test
  void saysWhenThereIsNothing() {
    api.answer("GET /api/notifications", Map.of("items", List.of(), "unread", 0));
    assertThat(browser.get("/sample/messages").body())
        .contains("No messages")
        .doesNotContain("id=\"unread\"", "Older messages");
  }

  @Test
  void looksWellOnAPhoneAndOnADesk() {
    Page page = CHROMIUM.phone(UnaryOperator.identity());
    Chromium.logIn(page, portal.address() + "/sample/login");
    Chromium.picture(page, "inbox");
  }

  private static Map<String, Object> notice(String id, String title, boolean read) {
    return Map.of(
        "notificationId",
        id,
        "topic",
        "order.funded",
        "title",
        title,
        "body",
        "2 × Margherita for USD 25.00. Answer within ten minutes.",
        "at",
        "2026-01-01T12:00:00Z",
        "read",
        read);
  }
}
