package dev.dizhtime.portal.restaurant;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dizhtime.portal.design.api.ApiProblem;
import dev.dizhtime.portal.design.testing.Browser;
import dev.dizhtime.portal.design.testing.CannedApi;
import dev.dizhtime.portal.design.testing.Portals;
import dev.dizhtime.runtime.json.Json;
import dev.dizhtime.runtime.service.RunningService;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Menus, hours, refunds and payouts: what an owner does when no order is waiting. */
class RestaurantBooksIT {
  private static final String ID = "00000000-0000-7000-8000-0000000000b1";
  private static final String PIZZA = "00000000-0000-7000-8000-0000000000b2";
  private static final String SALAD = "00000000-0000-7000-8000-0000000000b3";
  private static final String ONE = "/restaurant/restaurants/" + ID;
  private static final String API = "/api/restaurants/" + ID;

  private final CannedApi api = new CannedApi("restaurant");
  private RunningService portal;
  private Browser browser;

  @BeforeEach
  void start() {
    api.answer("GET /api/restaurants", Map.of("items", List.of(restaurant())))
        .answer("GET " + API, restaurant());
    portal = Portals.start("portal-restaurant", new RestaurantVerticle(_ -> api, (_, _, _) -> {}));
    browser = new Browser(portal.address());
    browser.logIn("/restaurant");
  }

  @AfterEach
  void stop() {
    portal.close();
  }

  @Test
  void opensAndClosesARestaurant() {
    assertThat(browser.get("/restaurant/restaurants").body())
        .contains("Mario&#39;s", "Takes orders", ONE + "/close")
        .doesNotContain(ONE + "/open\"");
    api.answer("POST " + API + "/close", Map.of());
    assertThat(browser.post(ONE + "/close", Map.of()).statusCode()).isEqualTo(303);
    assertThat(api.seen("POST " + API + "/close")).hasSize(1);
  }

  @Test
  void invitesAndRemovesStaff() {
    String staff = "/api/auth/restaurants/" + ID + "/staff";
    var member =
        Map.of(
            "userId", PIZZA,
            "email", "cook@example.com",
            "displayName", "Cook <b>",
            "role", "kitchen",
            "since", "2026-01-01T12:00:00Z");
    var invitation =
        Map.of(
            "invitationId", SALAD,
            "email", "new@example.com",
            "role", "manager",
            "expiresAt", "2026-01-08T12:00:00Z");
    api.answer("GET " + staff, Map.of("staff", List.of(member), "invitations", List.of(invitation)))
        .answer("POST " + staff, invitation)
        .answer("DELETE " + staff + "/" + PIZZA, Map.of())
        .answer("DELETE " + staff + "-invitations/" + SALAD, Map.of());

    assertThat(browser.get("/restaurant/restaurants").body()).contains(ONE + "/staff");
    assertThat(browser.get(ONE + "/staff").body())
        .contains("cook@example.com", "Cook &lt;b&gt;", "Kitchen", "new@example.com", "Invited");
    browser.post(ONE + "/staff", Map.of("email", "x@example.com", "role", "king"));
    assertThat(api.seen("POST " + staff).getLast().request().body())
        .isEqualTo(Map.of("email", "x@example.com", "role", "kitchen"));
    browser.post(ONE + "/staff/" + PIZZA + "/removal", Map.of());
    browser.post(ONE + "/staff/invitations/" + SALAD + "/withdrawal", Map.of());
    assertThat(api.seen("DELETE " + staff + "/" + PIZZA)).hasSize(1);
    assertThat(api.seen("DELETE " + staff + "-invitations/" + SALAD)).hasSize(1);
    api.answer("DELETE " + staff + "/" + CannedApi.USER_ID, Map.of());
    var left = browser.post(ONE + "/staff/" + CannedApi.USER_ID + "/removal", Map.of());
    assertThat(left.headers().firstValue("location")).contains("/restaurant/restaurants");

    api.answer("POST " + staff, new ApiProblem("Too many", 429, "enough mails", null, List.of()));
    var manager = Map.of("email", "x@example.com", "role", "manager");
    assertThat(browser.post(ONE + "/staff", manager).body())
        .contains("value=\"manager\" selected")
        .contains("enough mails", "value=\"x@example.com\"");
  }

  @Test
  void saysHowManyAreLeft() {
    assertThat(browser.get(ONE + "/menu").body()).contains("Margherita", "Size", "value=\"7\"");
    api.answer("PUT " + API + "/menu/" + PIZZA + "/stock", Map.of());
    String path = ONE + "/menu/" + PIZZA + "/stock";
    browser.post(path, Map.of("stock", "12", "available", "true"));
    browser.post(path, Map.of("stock", "", "seenStock", "7"));
    var seen = api.seen("PUT " + API + "/menu/" + PIZZA + "/stock");
    assertThat(Json.write(seen.getFirst().request().body()))
        .contains("\"stock\":12", "\"available\":true");
    assertThat(Json.write(seen.getLast().request().body()))
        .contains("\"stock\":null", "\"available\":false");
    assertThat(browser.post(path, Map.of("stock", "-1")).statusCode()).isEqualTo(422);
  }

  @Test
  void changesOneItemAndKeepsTheOthersAsTheyWere() {
    assertThat(browser.get(ONE + "/menu/" + PIZZA).body())
        .contains("value=\"12.50\"", "value=\"Large\"", "value=\"3.00\"", "name=\"g1-name\"");
    api.answer("PUT " + API + "/menu", Map.of());
    Map<String, String> form = item();
    assertThat(browser.post(ONE + "/menu/" + PIZZA, form).statusCode()).isEqualTo(303);
    var sent = api.seen("PUT " + API + "/menu").getFirst().request();
    assertThat(sent.headers()).containsEntry("If-Match", "\"5\"");
    assertThat(Json.write(sent.body()))
        .contains("\"itemId\":\"" + PIZZA + "\"", "\"amountMinor\":1399", "\"groupId\":\"size\"")
        .contains("\"optionId\":\"large\"", "\"name\":\"Family\"", "Insalata")
        .doesNotContain("Small");
  }

  @Test
  void addsAndRemovesItems() {
    api.answer("PUT " + API + "/menu", Map.of());
    browser.get(ONE + "/menu/new");
    browser.post(ONE + "/menu/new", item());
    var added = Json.write(api.seen("PUT " + API + "/menu").getFirst().request().body());
    assertThat(added).contains("Margherita", "Insalata", "Marinara");
    browser.post(ONE + "/menu/" + SALAD + "/removal", Map.of("version", "5"));
    var removed = Json.write(api.seen("PUT " + API + "/menu").getLast().request().body());
    assertThat(removed).contains("Margherita").doesNotContain("Insalata");
  }

  @Test
  void keepsWhatWasTypedWhenItCanNotBeSaved() {
    browser.get(ONE + "/menu/new");
    Map<String, String> form = item();
    form.put("price", "much");
    var wrong = browser.post(ONE + "/menu/new", form);
    assertThat(wrong.statusCode()).isEqualTo(422);
    assertThat(wrong.body()).contains("price-error", "value=\"Marinara\"", "value=\"Family\"");
    api.answer("PUT " + API + "/menu", new ApiProblem("Stale", 412, "version 6", null, List.of()));
    var stale = browser.post(ONE + "/menu/new", item());
    assertThat(stale.statusCode()).isEqualTo(412);
    assertThat(stale.body()).contains("Somebody changed the menu", "value=\"Marinara\"");
  }

  @Test
  void setsOpeningHours() {
    assertThat(browser.get(ONE + "/hours").body())
        .contains("value=\"America/New_York\"", "name=\"MONDAY-0-opens\" value=\"17:00\"");
    api.answer("PUT " + API + "/opening-hours", Map.of());
    Map<String, String> form = new HashMap<>();
    form.put("version", "5");
    form.put("timeZone", "Europe/Vienna");
    form.put("FRIDAY-1-opens", "18:00");
    form.put("FRIDAY-1-closes", "02:00");
    assertThat(browser.post(ONE + "/hours", form).statusCode()).isEqualTo(303);
    var sent = api.seen("PUT " + API + "/opening-hours").getFirst().request();
    assertThat(sent.headers()).containsEntry("If-Match", "\"5\"");
    assertThat(sent.body())
        .isEqualTo(
            Map.of(
                "timeZone",
                "Europe/Vienna",
                "openingHours",
                List.of(Map.of("day", "FRIDAY", "opens", "18:00", "closes", "02:00"))));
    api.answer(
        "PUT " + API + "/opening-hours",
        new ApiProblem("No", 422, "openingHours overlap", null, List.of()));
    assertThat(browser.post(ONE + "/hours", form).body())
        .contains("openingHours overlap", "value=\"18:00\"");
  }

  @Test
  void givesMoneyBackByLineAtItsOwnCost() {
    api.answer("GET /api/orders/" + ID, order());
    String path = "/restaurant/orders/" + ID;
    assertThat(browser.get(path).body()).contains("Give money back", "name=\"line-0\"");
    var nothing = browser.post(path + "/refunds", Map.of("line-0", "0", "reason", "cold"));
    assertThat(nothing.statusCode()).isEqualTo(422);
    assertThat(nothing.body()).contains("at least one line", "value=\"cold\"");
    api.answer("POST /api/orders/" + ID + "/refunds", Map.of());
    var form = Map.of("line-0", "1", "reason", "cold", "idempotencyKey", "key-1");
    assertThat(browser.post(path + "/refunds", form).statusCode()).isEqualTo(303);
    var sent = api.seen("POST /api/orders/" + ID + "/refunds").getFirst().request();
    assertThat(sent.headers()).containsEntry("Idempotency-Key", "key-1");
    assertThat(sent.body())
        .isEqualTo(
            Map.of(
                "lines",
                List.of(Map.of("line", 0, "quantity", 1)),
                "liable",
                "RESTAURANT",
                "reason",
                "cold"));
  }

  @Test
  void showsPayoutsWithTheirStatementsAndFiles() {
    api.answer("GET /api/wallet/payouts", Map.of("items", List.of(payout())));
    assertThat(browser.get("/restaurant/payouts").body()).contains("USD 99.50", "Mario&#39;s");
    api.answer(
        "GET /api/wallet/payouts/" + ID + "/statement",
        Map.of(
            "payout",
            payout(),
            "openingMinor",
            0,
            "closingMinor",
            9_950,
            "items",
            List.of(
                Map.of(
                    "purpose",
                    "REFUND",
                    "debitMinor",
                    500,
                    "creditMinor",
                    0,
                    "orderId",
                    PIZZA,
                    "at",
                    "2026-01-01T12:00:00Z"))));
    assertThat(browser.get("/restaurant/payouts/" + ID).body())
        .contains("Refund to a customer", "-USD 5.00", "/statement.csv");
    api.answer("GET /api/wallet/payouts/" + ID + "/statement.csv", "at,amount\r\n");
    var file = browser.get("/restaurant/payouts/" + ID + "/statement.csv");
    assertThat(file.body()).isEqualTo("at,amount\r\n");
    assertThat(file.headers().firstValue("content-disposition").orElseThrow())
        .contains("attachment", "payout-" + ID + ".csv");
  }

  @Test
  void saysWhoSeesPayoutsToThoseWhoMayNot() {
    api.answer("GET /api/wallet/payouts", Map.of("items", List.of()));
    assertThat(payoutsOf("kitchen")).contains("owners and managers").doesNotContain("No payouts");
    for (String role : List.of("manager", "owner")) {
      assertThat(payoutsOf(role)).contains("No payouts yet").doesNotContain("owners and managers");
    }
    assertThat(browser.get("/restaurant/payouts").body()).contains("No payouts yet");
    api.answer("GET /api/wallet/payouts", Map.of("items", List.of(payout())));
    assertThat(payoutsOf("kitchen"))
        .as("what they own themselves")
        .contains("USD 99.50")
        .doesNotContain("owners and managers");
  }

  private String payoutsOf(String role) {
    api.staff(Map.of(ID, role));
    var staff = new Browser(portal.address());
    staff.logIn("/restaurant");
    return staff.get("/restaurant/payouts").body();
  }

  private static Map<String, String> item() {
    Map<String, String> form = new HashMap<>();
    form.put("version", "5");
    form.put("name", "Marinara");
    form.put("category", "Pizze");
    form.put("price", "13.99");
    form.put("available", "true");
    form.put("g0-id", "size");
    form.put("g0-name", "Size");
    form.put("g0-min", "1");
    form.put("g0-max", "1");
    form.put("g0o0-name", "");
    form.put("g0o1-id", "large");
    form.put("g0o1-name", "Large");
    form.put("g0o1-price", "3");
    form.put("g0o1-available", "true");
    form.put("g0o2-name", "Family");
    form.put("g0o2-price", "6.50");
    return form;
  }

  private static Map<String, Object> money(long minor) {
    return Map.of("amountMinor", minor, "currency", "USD");
  }

  private static Map<String, Object> restaurant() {
    Map<String, Object> restaurant = new HashMap<>();
    restaurant.put("restaurantId", ID);
    restaurant.put("version", 5);
    restaurant.put("status", "PUBLISHED");
    restaurant.put("open", true);
    restaurant.put("name", "Mario's");
    restaurant.put("cuisine", "Pizza");
    restaurant.put(
        "place", Map.of("address", "1 Main St", "location", Map.of("lat", 40.7, "lon", -73.9)));
    restaurant.put("timeZone", "America/New_York");
    restaurant.put("currency", "USD");
    restaurant.put(
        "openingHours", List.of(Map.of("day", "MONDAY", "opens", "17:00", "closes", "23:00")));
    restaurant.put(
        "menu", List.of(menuItem(PIZZA, "Margherita", 7), menuItem(SALAD, "Insalata", 0)));
    return restaurant;
  }

  private static Map<String, Object> menuItem(String id, String name, int stock) {
    Map<String, Object> item = new HashMap<>();
    item.put("itemId", id);
    item.put("name", name);
    item.put("description", "");
    item.put("category", "Food");
    item.put("price", money(1_250));
    item.put("available", true);
    item.put("stock", stock);
    if (PIZZA.equals(id)) {
      item.put(
          "options",
          List.of(
              Map.of(
                  "groupId",
                  "size",
                  "name",
                  "Size",
                  "min",
                  1,
                  "max",
                  1,
                  "options",
                  List.of(option("small", "Small", 0), option("large", "Large", 300)))));
    }
    return item;
  }

  private static Map<String, Object> option(String id, String name, long minor) {
    return Map.of("optionId", id, "name", name, "price", money(minor), "available", true);
  }

  private static Map<String, Object> order() {
    return Map.of(
        "orderId",
        ID,
        "state",
        "SETTLED",
        "restaurantName",
        "Mario's",
        "lines",
        List.of(
            Map.of(
                "itemId", PIZZA, "name", "Margherita", "unitPrice", money(1_250), "quantity", 2)),
        "total",
        money(2_500),
        "placedAt",
        "2026-01-01T12:00:00Z");
  }

  private static Map<String, Object> payout() {
    return Map.of(
        "payoutId",
        ID,
        "name",
        "Mario's",
        "amount",
        money(9_950),
        "from",
        "2026-01-01T00:00:00Z",
        "to",
        "2026-01-08T00:00:00Z",
        "paidAt",
        "2026-01-08T01:00:00Z");
  }
}
