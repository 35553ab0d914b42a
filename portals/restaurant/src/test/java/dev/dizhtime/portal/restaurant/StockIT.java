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

/** That a page which was opened before things were sold does not put them back. */
class StockIT {
  private static final String ID = "00000000-0000-7000-8000-0000000000b1";
  private static final String PIZZA = "00000000-0000-7000-8000-0000000000b2";
  private static final String MENU = "/restaurant/restaurants/" + ID + "/menu";
  private static final String ITEM = MENU + "/" + PIZZA;
  private static final String API = "/api/restaurants/" + ID;

  private final CannedApi api = new CannedApi("restaurant");
  private RunningService portal;
  private Browser browser;

  @BeforeEach
  void start() {
    left(10);
    api.answer("PUT " + API + "/menu/" + PIZZA + "/stock", Map.of());
    portal = Portals.start("portal-restaurant", new RestaurantVerticle(_ -> api, (_, _, _) -> {}));
    browser = new Browser(portal.address());
    browser.logIn("/restaurant");
  }

  @AfterEach
  void stop() {
    portal.close();
  }

  @Test
  void leavesTheNumberAloneWhenOnlyWhetherItIsToBeHadIsChanged() {
    assertThat(browser.get(MENU).body()).contains("name=\"seenStock\" value=\"10\"");
    left(3);
    browser.post(ITEM + "/stock", Map.of("stock", "10", "seenStock", "10"));
    assertThat(sent()).contains("\"stock\":3", "\"available\":false");
  }

  @Test
  void takesTheNumberThatWasTyped() {
    browser.get(MENU);
    left(3);
    browser.post(ITEM + "/stock", Map.of("stock", "12", "seenStock", "10", "available", "true"));
    assertThat(sent()).contains("\"stock\":12", "\"available\":true");
    browser.post(ITEM + "/stock", Map.of("stock", "", "seenStock", "10"));
    assertThat(sent()).contains("\"stock\":null");
  }

  @Test
  void showsThePresentNumberToWhoeverHasToLookAgain() {
    assertThat(browser.get(ITEM).body()).contains("name=\"seenStock\" value=\"10\"");
    left(3);
    api.answer("PUT " + API + "/menu", new ApiProblem("Stale", 412, "version 6", null, List.of()));
    Map<String, String> form = new HashMap<>();
    form.putAll(Map.of("version", "5", "name", "Pizza", "category", "Food", "price", "13,00"));
    form.putAll(Map.of("stock", "10", "seenStock", "10"));
    assertThat(browser.post(ITEM, form).body())
        .contains("name=\"seenStock\" value=\"3\"", "value=\"13,00\"", "3 are left now.")
        .containsPattern("name=\"stock\"[^>]* value=\"3\"");
    form.put("stock", "20");
    assertThat(browser.post(ITEM, form).body())
        .contains("3 are left now.")
        .containsPattern("name=\"stock\"[^>]* value=\"20\"");
  }

  @Test
  void saysAtTheFieldThatANumberIsWrongAndKeepsWhatWasTyped() {
    browser.get(MENU);
    for (String wrong : List.of("-1", "many", "1000001", "99999999")) {
      var answer = browser.post(ITEM + "/stock", Map.of("stock", wrong, "seenStock", "10"));
      assertThat(answer.statusCode()).as(wrong).isEqualTo(422);
      assertThat(answer.body())
          .contains(
              "Type a number",
              "id=\"stock-" + PIZZA + "-error\"",
              "name=\"seenStock\" value=\"10\"")
          .containsPattern("name=\"stock\"[^>]* value=\"" + wrong + "\"[^>]* aria-invalid=\"true\"")
          .doesNotContain("checked");
    }
    assertThat(api.seen("PUT " + API + "/menu/" + PIZZA + "/stock")).isEmpty();
  }

  @Test
  void saysAtTheFieldWhatThePlatformHasAgainstIt() {
    browser.get(MENU);
    api.answer(
        "PUT " + API + "/menu/" + PIZZA + "/stock",
        new ApiProblem("Changed too often", 409, "Try again", null, List.of()));
    var answer = browser.post(ITEM + "/stock", Map.of("stock", "7", "available", "true"));
    assertThat(answer.statusCode()).isEqualTo(409);
    assertThat(answer.body())
        .contains("Changed too often", "Try again", "checked")
        .containsPattern("name=\"stock\"[^>]* value=\"7\"");
  }

  private String sent() {
    var request = api.seen("PUT " + API + "/menu/" + PIZZA + "/stock").getLast().request();
    return Json.write(request.body());
  }

  private void left(int stock) {
    Map<String, Object> item = new HashMap<>();
    item.put("itemId", PIZZA);
    item.put("name", "Pizza");
    item.put("description", "");
    item.put("category", "Food");
    item.put("price", Map.of("amountMinor", 1_250, "currency", "USD"));
    item.put("available", true);
    item.put("stock", stock);
    Map<String, Object> restaurant = new HashMap<>();
    restaurant.put("restaurantId", ID);
    restaurant.put("version", 15 - stock);
    restaurant.put("status", "PUBLISHED");
    restaurant.put("name", "Mario's");
    restaurant.put("currency", "USD");
    restaurant.put("menu", List.of(item));
    api.answer("GET " + API, restaurant);
  }
}
