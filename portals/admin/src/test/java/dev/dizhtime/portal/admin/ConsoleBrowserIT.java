package dev.dizhtime.portal.admin;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import dev.dizhtime.portal.design.testing.CannedApi;
import dev.dizhtime.portal.design.testing.Chromium;
import dev.dizhtime.portal.design.testing.Portals;
import dev.dizhtime.runtime.service.RunningService;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What an operator does, in a browser. */
class ConsoleBrowserIT {
  private static final String ORDER = ConsolePagesIT.ORDER;

  @RegisterExtension static final Chromium CHROMIUM = new Chromium();

  private final CannedApi api = new CannedApi("admin");
  private RunningService portal;
  private Page page;

  @BeforeEach
  void open() {
    api.answer("GET /api/orders", Map.of("items", List.of()))
        .answer("GET /api/orders/" + ORDER, ConsolePagesIT.order("PREPARING", null))
        .answer("GET /api/orders/" + ORDER + "/timeline", Map.of("steps", List.of()))
        .answer("GET /api/wallet/payouts", Map.of("items", List.of()))
        .answer("GET /api/wallet/ledger/verification", ConsolePagesIT.verification(true))
        .answer("GET /api/promotions", Map.of("items", List.of(ConsolePagesIT.promotion())))
        .answer("POST /api/promotions/TEN-OFF/end", Map.of());
    portal = Portals.start("portal-admin", new AdminVerticle(_ -> api, (_, _, _) -> {}));
    page = CHROMIUM.phone(UnaryOperator.identity());
    Chromium.logIn(page, portal.address() + "/admin/login");
  }

  @AfterEach
  void close() {
    portal.close();
  }

  @Test
  void leavesAnActOpenWhenTheOrderChanges() {
    page.navigate(portal.address() + "/admin/orders/" + ORDER);
    Chromium.live(page);
    page.locator("details.act summary").first().click();
    page.locator("details.act input[name=reason]").first().fill("the customer called");
    String key = page.locator("input[name=idempotencyKey]").first().inputValue();
    page.locator("details.act summary").first().focus();
    api.answer("GET /api/orders/" + ORDER, ConsolePagesIT.order("PREPARING", "look at this"));
    page.evaluate("htmx.trigger(document.getElementById('order'), 'refresh')");
    assertThat(page.locator("#attention")).isVisible();
    assertThat(page.locator("details.act input[name=reason]").first())
        .hasValue("the customer called");
    assertThat(page.locator("details.act input[name=reason]").first()).isVisible();
    assertThat(page.locator("input[name=idempotencyKey]").first()).hasValue(key);
    Chromium.picture(page, "act");
  }

  @Test
  void endsAPromotionOnlyWhenThatWasTicked() {
    page.navigate(portal.address() + "/admin/promotions");
    assertThat(page.locator("td button")).isHidden();
    page.locator("td summary").click();
    Chromium.picture(page, "promotions");
    page.locator("td button").click();
    assertThat(page.locator("td input[type=checkbox]:invalid")).isVisible();
    assertThat(api.seen("POST /api/promotions/TEN-OFF/end")).isEmpty();
    page.locator("td input[type=checkbox]").check();
    page.locator("td button").click();
    assertThat(page).hasURL(Pattern.compile("done=ended"));
    assertThat(api.seen("POST /api/promotions/TEN-OFF/end")).hasSize(1);
  }

  @Test
  void asksForATickWithACashLimitToo() {
    page.navigate(portal.address() + "/admin/ledger");
    assertThat(page.locator("#confirmed-limit")).isVisible();
    Chromium.picture(page, "ledger");
  }
}
