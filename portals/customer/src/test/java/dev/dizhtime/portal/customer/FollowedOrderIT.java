package dev.dizhtime.portal.customer;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.dizhtime.portal.customer.Samples.ORDER;
import static dev.dizhtime.portal.customer.Samples.money;

import com.microsoft.playwright.Page;
import dev.dizhtime.portal.design.api.ApiProblem;
import dev.dizhtime.portal.design.testing.CannedApi;
import dev.dizhtime.portal.design.testing.Chromium;
import dev.dizhtime.portal.design.testing.Portals;
import dev.dizhtime.runtime.service.RunningService;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The page of an order that goes on, in a browser. */
class FollowedOrderIT {

  @RegisterExtension static final Chromium CHROMIUM = new Chromium();

  private final CannedApi api = new CannedApi("customer");
  private RunningService portal;
  private Page page;

  @BeforeEach
  void open() {
    api.answer("GET /api/search/restaurants", Map.of("items", List.of(), "total", 0))
        .answer("GET /api/orders/" + ORDER + "/timeline", Samples.timeline());
    order("FUNDS_RESERVED", 0);
    portal = Portals.start("portal-customer", new CustomerVerticle(_ -> api));
    page = CHROMIUM.phone(UnaryOperator.identity());
    Chromium.logIn(page, portal.address() + "/login?next=/orders/" + ORDER);
  }

  @AfterEach
  void close() {
    portal.close();
  }

  private void order(String state, long cancellationCost) {
    Map<String, Object> order = new HashMap<>(Samples.order(state));
    order.put("cancellationCost", money(cancellationCost));
    api.answer("GET /api/orders/" + ORDER, order);
  }

  @Test
  void goesOnWhileSomebodyThinksAboutCancellingUntilThatCostsMore() {
    page.locator("#cancel").click();
    page.locator("#reason").fill("too late");
    page.locator("#cancel").focus();
    order("ACCEPTED", 0);
    assertThat(page.locator("#order[data-state='ACCEPTED']")).isVisible();
    assertThat(page.locator("#reason")).isVisible();
    assertThat(page.locator("#reason")).hasValue("too late");
    assertThat(page.locator("#cancel")).isFocused();
    assertThat(page.locator("#told")).hasText("Mario's, Accepted");
    Chromium.picture(page, "order");
    // What has another price is asked for again.
    order("PREPARING", 1_250);
    assertThat(page.locator("#order[data-state='PREPARING']")).isVisible();
    assertThat(page.locator("#cancel-order")).isHidden();
    page.locator("#cancel").click();
    assertThat(page.locator("#reason")).hasValue("too late");
  }

  @Test
  void saysWhyACancellationWasRefusedForLongerThanUntilTheNextRefresh() {
    page.locator("#cancel").click();
    api.answer(
        "POST /api/orders/" + ORDER + "/cancellation",
        new ApiProblem("Not possible", 409, "The food is on its way", null, List.of()));
    page.locator("#cancel-order").click();
    assertThat(page.getByText("The food is on its way")).isVisible();
    order("READY", 0);
    assertThat(page.locator("#order[data-state='READY']")).isVisible();
    assertThat(page.getByText("The food is on its way")).isVisible();
  }
}
