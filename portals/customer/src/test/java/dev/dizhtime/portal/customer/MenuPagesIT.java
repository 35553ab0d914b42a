package dev.dizhtime.portal.customer;

import static dev.dizhtime.portal.customer.Samples.PIZZA;
import static dev.dizhtime.portal.customer.Samples.PIZZERIA;
import static dev.dizhtime.portal.customer.Samples.order;
import static dev.dizhtime.portal.customer.Samples.restaurant;
import static dev.dizhtime.portal.customer.Samples.result;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dizhtime.portal.design.api.ApiProblem;
import dev.dizhtime.portal.design.testing.Browser;
import dev.dizhtime.portal.design.testing.CannedApi;
import dev.dizhtime.portal.design.testing.Portals;
import dev.dizhtime.runtime.service.RunningService;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Where an order goes to unless its customer says so, and what a log-in does to a choice. */
class MenuPagesIT {
  private static final String MENU = "/restaurants/" + PIZZERIA;

  private final CannedApi api = new CannedApi("customer");
  private RunningService portal;
  private Browser browser;

  @BeforeEach
  void start() {
    api.answer("GET /api/search/restaurants", Map.of("items", List.of(result()), "total", 1))
        .answer("GET /api/restaurants/" + PIZZERIA, restaurant())
        .answer("GET /api/orders", Map.of("items", List.of()));
    portal = Portals.start("portal-customer", new CustomerVerticle(_ -> api));
    browser = new Browser(portal.address());
  }

  @AfterEach
  void stop() {
    portal.close();
  }

  @Test
  void neverProposesTheRestaurantsOwnPlaceToDeliverTo() {
    assertThat(browser.get(MENU).body())
        .contains(field("lat", ""), field("lon", ""))
        .doesNotContain("value=\"40.7\"", "value=\"-73.9\"");
    browser.logIn("");
    browser.get(MENU);
    Map<String, String> nowhere = choice();
    nowhere.remove("lat");
    nowhere.remove("lon");
    var answer = browser.post(MENU + "/quote", nowhere);
    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(answer.body()).contains("where it shall be delivered", field("lat", ""));
    assertThat(api.seen("POST /api/quotes")).isEmpty();
  }

  @Test
  void carriesThePlaceThatWasSearchedAroundToTheMenu() {
    String named = "/restaurants/" + PIZZERIA + "?lat=40.7644&amp;lon=-73.9235";
    assertThat(browser.get("/search?place=astoria").body()).contains("\"" + named + "\"");
    assertThat(browser.get("/search?lat=40.5&lon=-73.5").body())
        .contains("?lat=40.5&amp;lon=-73.5\"");
    assertThat(browser.get("/search").body()).contains("\"/restaurants/" + PIZZERIA + "\"");
    assertThat(browser.get(named.replace("&amp;", "&")).body())
        .contains(field("lat", "40.7644"), field("lon", "-73.9235"));
  }

  @Test
  void proposesWhereTheNewestOrderWentAndLivesWithoutIt() {
    browser.logIn("");
    Map<String, Object> newest = new HashMap<>(order("SETTLED"));
    newest.put(
        "dropoff", Map.of("address", "9 Home St", "location", Map.of("lat", 40.61, "lon", -73.95)));
    api.answer("GET /api/orders", Map.of("items", List.of(newest)));
    assertThat(browser.get(MENU).body())
        .contains("value=\"9 Home St\"", field("lat", "40.61"), field("lon", "-73.95"));
    assertThat(api.seen("GET /api/orders").getLast().request().query())
        .as("not an order of the restaurant where they work")
        .containsEntry("as", "customer")
        .containsEntry("limit", "1");
    assertThat(browser.get(MENU + "?lat=40.5&lon=-73.5").body())
        .as("what was searched goes first, and no address that is elsewhere")
        .contains(field("lat", "40.5"))
        .doesNotContain("9 Home St");
    api.answer("GET /api/orders", ApiProblem.unreachable(null));
    assertThat(browser.get(MENU).body()).contains("Margherita", field("lat", ""));
  }

  @Test
  void bringsAVisitorBackToWhatTheyChoseOnceTheyHaveLoggedIn() {
    assertThat(browser.get(MENU).body())
        .contains("Log in to order")
        .doesNotContain("See the price");
    Map<String, String> form = choice();
    form.put("option-" + PIZZA + "-1-size", "large");
    form.put("option-" + PIZZA + "-2-size", "small");
    form.put("promotionCode", "LUNCH & MORE");
    form.put("payment", "CASH");
    var toLogin = browser.post(MENU + "/quote", form);
    String login = toLogin.headers().firstValue("location").orElseThrow();
    assertThat(login).startsWith("/login?next=").doesNotContain("Side");
    String next = URLDecoder.decode(login.substring(12), StandardCharsets.UTF_8);
    browser.get(login);
    var loggedIn =
        browser.post(
            "/login", Map.of("email", "a@b.c", "password", CannedApi.PASSWORD, "next", next));
    assertThat(loggedIn.headers().firstValue("location")).contains(next);
    assertThat(browser.get(next).body())
        .contains("See the price", "value=\"LUNCH &amp; MORE\"", field("lat", "40.71"))
        .containsPattern("name=\"item-" + PIZZA + "-1\"\\s+value=\"2\"")
        .containsPattern("value=\"large\"\\s+checked")
        .containsPattern("value=\"CASH\"[^>]*checked");
  }

  @Test
  void comesBackToTheMenuAloneWhenTheChoiceIsTooLongForAnAddress() {
    browser.get(MENU);
    Map<String, String> form = choice();
    form.put("promotionCode", "x".repeat(ChoiceLink.MAX_CHARS));
    assertThat(browser.post(MENU + "/quote", form).headers().firstValue("location"))
        .contains("/login?next=%2Frestaurants%2F" + PIZZERIA);
  }

  private static String field(String name, String value) {
    return "name=\"%s\" required inputmode=\"decimal\" value=\"%s\"".formatted(name, value);
  }

  private static Map<String, String> choice() {
    Map<String, String> form = new HashMap<>();
    form.put("item-" + PIZZA + "-1", "2");
    form.put("item-" + PIZZA + "-2", "0");
    form.put("address", "2 Side St");
    form.put("lat", "40.71");
    form.put("lon", "-73.91");
    form.put("tip", "1.50");
    return form;
  }
}
