package dev.dizhtime.portal.customer;

import static dev.dizhtime.portal.customer.Samples.ORDER;
import static dev.dizhtime.portal.customer.Samples.PIZZA;
import static dev.dizhtime.portal.customer.Samples.PIZZERIA;
import static dev.dizhtime.portal.customer.Samples.money;
import static dev.dizhtime.portal.customer.Samples.order;
import static dev.dizhtime.portal.customer.Samples.quote;
import static dev.dizhtime.portal.customer.Samples.restaurant;
import static dev.dizhtime.portal.customer.Samples.wallet;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dizhtime.portal.design.api.ApiProblem;
import dev.dizhtime.portal.design.testing.Browser;
import dev.dizhtime.portal.design.testing.CannedApi;
import dev.dizhtime.portal.design.testing.Portals;
import dev.dizhtime.runtime.http.Problem.FieldError;
import dev.dizhtime.runtime.service.RunningService;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a customer sees when an order or a payment does not come off. */
class TryAgainIT {
  private static final String MENU = "/restaurants/" + PIZZERIA;
  private static final Pattern HIDDEN =
      Pattern.compile("<input type=\"hidden\" name=\"([^\"]+)\" value=\"([^\"]*)\">");

  private final CannedApi api = new CannedApi("customer");
  private RunningService portal;
  private Browser browser;

  @BeforeEach
  void start() {
    api.answer("GET /api/restaurants/" + PIZZERIA, restaurant())
        .answer("POST /api/quotes", quote())
        .answer("GET /api/orders/" + ORDER, order("SETTLED"))
        .answer("POST /api/orders/" + ORDER + "/quote", quote())
        .answer("GET /api/wallet", wallet());
    portal = Portals.start("portal-customer", new CustomerVerticle(_ -> api));
    browser = new Browser(portal.address());
    browser.logIn("");
    browser.get("/wallet");
  }

  @AfterEach
  void stop() {
    portal.close();
  }

  @Test
  void sendsTheSameOrderUnderTheSameKeyWhenNothingIsKnownOfTheFirst() {
    String priced = browser.post(MENU + "/quote", choice()).body();
    api.answer("POST /api/orders", ApiProblem.unreachable("r-1"));
    var unknown = browser.post("/orders", formTo("/orders", priced));
    assertThat(unknown.statusCode()).isEqualTo(503);
    assertThat(unknown.body())
        .contains("could not find out whether your order was placed", "Try again", "r-1");
    api.answer("POST /api/orders", order("PLACED"));
    var placed = browser.post("/orders", formTo("/orders", unknown.body()));
    assertThat(placed.headers().firstValue("location")).contains("/orders/" + ORDER);
    var sent = api.seen("POST /api/orders");
    assertThat(sent).hasSize(2);
    assertThat(sent.getFirst().request()).isEqualTo(sent.getLast().request());
  }

  @Test
  void leadsFromAPriceThatIsNoLongerGoodToTheNextOneWithWhatWasChosen() {
    String priced = browser.post(MENU + "/quote", choice()).body();
    api.answer("POST /api/orders", refusal(422, "unacceptable", "expired at 2026-01-01T12:15:00Z"));
    var expired = browser.post("/orders", formTo("/orders", priced));
    assertThat(expired.statusCode()).isEqualTo(422);
    assertThat(expired.body())
        .contains("good for some minutes only", "See the price again")
        .doesNotContain("2026-01-01T12", "signed-quote");
    var again = browser.post(MENU + "/quote", formTo(MENU + "/quote", expired.body()));
    assertThat(again.body()).contains("signed-quote");
    var asked = api.seen("POST /api/quotes");
    assertThat(asked).hasSize(2);
    assertThat(asked.getFirst().request()).isEqualTo(asked.getLast().request());
  }

  @Test
  void saysWhyInTheReadersLanguageAndLeadsBackToAnOrderThatComesAgain() {
    String path = "/orders/" + ORDER + "/quote";
    String priced = browser.post(path, Map.of("leaveOut", "true")).body();
    api.answer("POST /api/orders", refusal(409, "quote-used", "was used before"));
    var used = browser.post("/orders", formTo("/orders", priced), "accept-language", "de");
    assertThat(used.body())
        .contains("Zu diesem Preis wurde schon eine Bestellung aufgegeben.", "Preis neu ansehen")
        .doesNotContain("was used before");
    assertThat(formTo(path, used.body())).containsEntry("leaveOut", "true");
  }

  @Test
  void leadsNowhereElseThanToAPrice() {
    api.answer("POST /api/orders", refusal(409, "restaurant-closed", "Mario's does not"));
    var form = Map.of("quote", "q", "idempotencyKey", "k", "again", "/logout");
    assertThat(browser.post("/orders", form).body())
        .contains("does not take orders for that time")
        .doesNotContain("id=\"again\"");
  }

  @Test
  void beginsNoSecondPaymentWhenNothingIsKnownOfTheFirst() {
    api.answer("POST /api/wallet/top-ups", ApiProblem.unreachable(null))
        .answer("GET /api/wallet", ApiProblem.unreachable(null));
    var form = Map.of("amount", "20.00", "currency", "USD", "idempotencyKey", "key-1");
    String unknown = browser.post("/wallet", form).body();
    assertThat(unknown).contains("could not find out whether your payment was begun");
    api.answer(
        "POST /api/wallet/top-ups",
        Map.of("topUpId", ORDER, "status", "PENDING", "amount", money(2_000)));
    browser.post("/wallet", formTo("/wallet", unknown));
    var sent = api.seen("POST /api/wallet/top-ups");
    assertThat(sent).hasSize(2);
    assertThat(sent.getFirst().request()).isEqualTo(sent.getLast().request());
    assertThat(sent.getLast().request().headers()).containsEntry("Idempotency-Key", "key-1");
  }

  @Test
  void saysWhatIsWrongWithAChoiceInTheReadersLanguageBesideWhatWasTyped() {
    var errors =
        List.of(
            new FieldError("restaurantId", "is closed at this hour"),
            new FieldError("dropoff.location", "is 16000 m away"));
    api.answer(
        "POST /api/quotes",
        new ApiProblem("No", 422, "restaurantId: is closed at this hour", null, errors));
    var refused = browser.post(MENU + "/quote", choice(), "accept-language", "de");
    assertThat(refused.body())
        .contains("Das Restaurant hat jetzt geschlossen.", "So weit liefert das Restaurant nicht")
        .contains("value=\"2 Side St\"")
        .doesNotContain("restaurantId", "at this hour", "16000");
  }

  @Test
  void keepsTheChoiceWhenThereIsNoPriceAtPresent() {
    api.answer("POST /api/quotes", ApiProblem.unreachable(null));
    var unavailable = browser.post(MENU + "/quote", choice());
    assertThat(unavailable.statusCode()).isEqualTo(503);
    assertThat(unavailable.body())
        .contains("Not available at present. Try again soon.", "value=\"2 Side St\"");
  }

  private static ApiProblem refusal(int status, String kind, String why) {
    return new ApiProblem(
        "No",
        status,
        "quote: " + why,
        null,
        List.of(new FieldError("quote", why)),
        "/problems/" + kind,
        null,
        null);
  }

  /** The hidden fields of the form on a page that goes there, as a browser sends them. */
  private static Map<String, String> formTo(String path, String html) {
    int from = html.indexOf("action=\"" + path + "\"");
    assertThat(from).as("a form to " + path).isPositive();
    Map<String, String> form = new HashMap<>();
    Matcher hidden = HIDDEN.matcher(html.substring(from, html.indexOf("</form>", from)));
    while (hidden.find()) {
      form.put(hidden.group(1), hidden.group(2));
    }
    return form;
  }

  private static Map<String, String> choice() {
    Map<String, String> form = new HashMap<>();
    form.put("item-" + PIZZA + "-1", "1");
    form.put("option-" + PIZZA + "-1-size", "large");
    form.put("address", "2 Side St");
    form.put("lat", "40,71");
    form.put("lon", "-73,91");
    form.put("tip", "1,50");
    return form;
  }
}
