package dev.dizhtime.portal.restaurant;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dizhtime.portal.design.api.ApiRequest;
import dev.dizhtime.portal.design.testing.Browser;
import dev.dizhtime.portal.design.testing.CannedApi;
import dev.dizhtime.portal.design.testing.Portals;
import dev.dizhtime.runtime.service.RunningService;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** That no order falls off a kitchen's board because others were placed after it. */
class BoardIT {
  private final CannedApi api = new CannedApi("restaurant");
  private RunningService portal;
  private Browser browser;

  @BeforeEach
  void start() {
    portal = Portals.start("portal-restaurant", new RestaurantVerticle(_ -> api, (_, _, _) -> {}));
    browser = new Browser(portal.address());
    browser.logIn("/restaurant");
  }

  @AfterEach
  void stop() {
    portal.close();
  }

  @Test
  void keepsWhatWasPlacedLongAgoUntilItIsDone() {
    api.answerEach(
        "GET /api/orders",
        request ->
            switch (state(request)) {
              case "SCHEDULED" ->
                  cursor(request).isEmpty()
                      ? page(many("SCHEDULED"), "next")
                      : page(2, "SCHEDULED");
              case "FUNDS_RESERVED" -> page(1, "FUNDS_RESERVED");
              case "" -> page(many("SETTLED"), "next");
              default -> page(List.of(), null);
            });
    String html = browser.get("/restaurant/orders").body();
    assertThat(html)
        .contains("id=\"order-" + id(1), "/restaurant/orders/" + id(1) + "/acceptance")
        .contains("id=\"order-" + id(2), "/restaurant/orders/" + id(2) + "/rejection")
        .doesNotContain("more open orders");
    assertThat(html.split("id=\"order-", -1)).hasSize(1 + 1 + 101 + 12);
    assertThat(api.seen("GET /api/orders"))
        .as("none that somebody of the kitchen bought elsewhere")
        .allSatisfy(each -> assertThat(each.request().query()).containsEntry("as", "restaurant"));
  }

  @Test
  void saysWhenThereAreMoreOpenOrdersThanItReads() {
    api.answerEach(
        "GET /api/orders",
        request ->
            state(request).equals("PREPARING")
                ? page(many("PREPARING"), "endless")
                : page(List.of(), null));
    assertThat(browser.get("/restaurant/orders").body()).contains("more open orders");
    assertThat(api.seen("GET /api/orders").stream().map(each -> state(each.request())))
        .filteredOn("PREPARING"::equals)
        .hasSize(Board.MAX_PAGES);
  }

  @Test
  void showsAnOrderOnceAsItIsNowWhenItMovesOnMeanwhile() {
    api.answerEach(
        "GET /api/orders",
        request ->
            switch (state(request)) {
              case "FUNDS_RESERVED" -> page(1, "FUNDS_RESERVED");
              case "ACCEPTED" -> page(1, "ACCEPTED");
              default -> page(List.of(), null);
            });
    assertThat(browser.get("/restaurant/orders").body())
        .containsOnlyOnce("id=\"order-" + id(1))
        .contains("/restaurant/orders/" + id(1) + "/preparation");
  }

  @Test
  void showsEveryOrderThereEverWasPageByPage() {
    api.answerEach(
        "GET /api/orders",
        request -> cursor(request).isEmpty() ? page(many("SETTLED"), "older=") : page(7, "FAILED"));
    assertThat(browser.get("/restaurant/orders").body()).contains("/restaurant/orders/all");
    assertThat(browser.get("/restaurant/orders/all").body())
        .contains("/restaurant/orders/" + id(150), "/restaurant/orders/all?cursor=older%3D");
    assertThat(browser.get("/restaurant/orders/all?cursor=older%3D").body())
        .contains("/restaurant/orders/" + id(7))
        .doesNotContain("cursor=");
  }

  @Test
  void showsWhatTheCustomerAsks() {
    Map<String, Object> noted = new HashMap<>(order(1, "FUNDS_RESERVED"));
    noted.put("note", "no <i>onions");
    api.answer("GET /api/orders", page(List.of(noted), null))
        .answer("GET /api/orders/" + id(1), noted);
    for (String page : List.of("/restaurant/orders", "/restaurant/orders/" + id(1))) {
      assertThat(browser.get(page).body())
          .as(page)
          .contains("The customer asks:", "<q>no &lt;i&gt;onions</q>");
    }
  }

  private static String state(ApiRequest request) {
    return request.query().getOrDefault("state", "");
  }

  private static String cursor(ApiRequest request) {
    return request.query().getOrDefault("cursor", "");
  }

  private static Map<String, Object> page(int order, String state) {
    return page(List.of(order(order, state)), null);
  }

  private static Map<String, Object> page(List<Map<String, Object>> orders, String next) {
    Map<String, Object> page = new HashMap<>();
    page.put("items", orders);
    page.put("nextCursor", next);
    return page;
  }

  /** A page that is full, of newer orders. */
  private static List<Map<String, Object>> many(String state) {
    int from = state.equals("SETTLED") ? 100 : 300;
    return IntStream.range(from, from + 100).mapToObj(each -> order(each, state)).toList();
  }

  private static String id(int order) {
    return "00000000-0000-7000-8000-%012d".formatted(order);
  }

  private static Map<String, Object> order(int number, String state) {
    Map<String, Object> price = Map.of("amountMinor", 1_250, "currency", "USD");
    return Map.of(
        "orderId",
        id(number),
        "state",
        state,
        "restaurantName",
        "Mario's",
        "lines",
        List.of(),
        "total",
        price,
        "placedAt",
        "2026-01-01T12:00:00Z");
  }
}
