package dev.dizhtime.portal.restaurant;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import dev.dizhtime.contracts.Message;
import dev.dizhtime.portal.design.testing.CannedApi;
import dev.dizhtime.portal.design.testing.Chromium;
import dev.dizhtime.portal.design.testing.Portals;
import dev.dizhtime.runtime.service.RunningService;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The kitchen's board and the staff's page, in a browser. */
class RestaurantBrowserIT {
  private static final String NEW = RestaurantPagesIT.NEW;
  private static final String COOKING = RestaurantPagesIT.COOKING;
  private static final String ONE = "/restaurant/restaurants/" + RestaurantPagesIT.HERE;

  @RegisterExtension static final Chromium CHROMIUM = new Chromium();

  private final CannedApi api = new CannedApi("restaurant");
  private final AtomicReference<Consumer<Message>> topic = new AtomicReference<>();
  private RunningService portal;
  private Page page;

  @BeforeEach
  void open() {
    orders(List.of(RestaurantPagesIT.order(COOKING, "PREPARING")));
    portal =
        Portals.start(
            "portal-restaurant",
            new RestaurantVerticle(_ -> api, (_, _, listener) -> topic.set(listener)));
    page = CHROMIUM.phone(UnaryOperator.identity());
    Chromium.logIn(page, portal.address() + "/restaurant/login");
  }

  @AfterEach
  void close() {
    portal.close();
  }

  private void orders(List<Map<String, Object>> orders) {
    api.answer("GET /api/orders", Map.of("items", orders));
  }

  @Test
  void showsAndCountsANewOrderWhileSomebodyIsAboutToCancelAnother() {
    Chromium.live(page);
    Locator cooking = page.locator("#order-" + COOKING);
    cooking.locator("summary").click();
    cooking.getByLabel("Margherita").check();
    cooking.locator("input[name=reason]").fill("out of dough");
    cooking.locator("summary").focus();
    orders(
        List.of(
            RestaurantPagesIT.order(NEW, "FUNDS_RESERVED"),
            RestaurantPagesIT.order(COOKING, "PREPARING")));
    topic.get().accept(RestaurantPagesIT.accepted(CannedApi.USER_ID, RestaurantPagesIT.HERE));
    assertThat(page.locator("#order-" + NEW)).isVisible();
    assertThat(page).hasTitle(Pattern.compile("^\\(1\\) "));
    assertThat(page.locator("#told")).containsText("Incoming 1");
    assertThat(cooking.locator("input[name=reason]")).hasValue("out of dough");
    assertThat(cooking.locator("input[name=reason]")).isVisible();
    assertThat(cooking.getByLabel("Margherita")).isChecked();
    assertThat(cooking.locator("summary")).isFocused();
    Chromium.picture(page, "board");
    api.answer("POST /api/orders/" + NEW + "/acceptance", Map.of());
    orders(
        List.of(
            RestaurantPagesIT.order(NEW, "ACCEPTED"),
            RestaurantPagesIT.order(COOKING, "PREPARING")));
    page.locator("#order-" + NEW + " .button.primary").focus();
    page.keyboard().press("Enter");
    assertThat(page).hasTitle(Pattern.compile("^[^(]"));
    // The step that was pressed is done; the reader is still at its order.
    assertThat(page.locator("#order-" + NEW)).isFocused();
    assertThat(cooking.locator("input[name=reason]")).hasValue("out of dough");
  }

  @Test
  void removesNobodyByOnePress() {
    String staff = "/api/auth/restaurants/" + RestaurantPagesIT.HERE + "/staff";
    api.answer(
            "GET " + staff,
            Map.of(
                "staff",
                List.of(member(NEW, "Cook"), member(CannedApi.USER_ID, "Ada")),
                "invitations",
                List.of()))
        .answer("DELETE " + staff + "/" + CannedApi.USER_ID, Map.of())
        .answer("GET /api/restaurants", Map.of("items", List.of()));
    page.navigate(portal.address() + ONE + "/staff");
    Locator self = page.locator("li").filter(new Locator.FilterOptions().setHasText("Ada"));
    assertThat(self.locator("button")).isHidden();
    page.locator("summary").first().click();
    self.locator("summary").click();
    assertThat(self).containsText("This is you");
    Chromium.picture(page, "staff");
    self.locator("button").click();
    page.waitForURL("**/restaurant/restaurants");
    assertThat(api.seen("DELETE " + staff + "/" + CannedApi.USER_ID)).hasSize(1);
  }

  private static Map<String, Object> member(String id, String name) {
    return Map.of(
        "userId",
        id,
        "email",
        name.toLowerCase(Locale.ROOT) + "@example.com",
        "displayName",
        name,
        "role",
        "kitchen",
        "since",
        "2026-01-01T12:00:00Z");
  }
}
