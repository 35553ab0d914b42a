package dev.dizhtime.portal.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dizhtime.portal.design.api.ApiProblem;
import dev.dizhtime.portal.design.api.ApiRequest;
import dev.dizhtime.portal.design.testing.Browser;
import dev.dizhtime.portal.design.testing.CannedApi;
import dev.dizhtime.portal.design.testing.Portals;
import dev.dizhtime.runtime.service.RunningService;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an operator sees and does. */
class ConsolePagesIT {
  static final String ORDER = "00000000-0000-7000-8000-0000000000c1";
  private static final Pattern KEY = Pattern.compile("name=\"idempotencyKey\" value=\"([^\"]+)\"");
  private static final Map<String, Object> TEN = Map.of("amountMinor", 1000, "currency", "USD");

  private final CannedApi api = new CannedApi("admin");
  private RunningService portal;
  private Browser browser;

  @BeforeEach
  void start() {
    api.answer("GET /api/orders/" + ORDER, order("PREPARING", null))
        .answer("GET /api/orders/" + ORDER + "/timeline", Map.of("steps", List.of()))
        .answer("POST /api/orders/" + ORDER + "/operator-actions", Map.of())
        .answer("POST /api/orders/" + ORDER + "/refunds", Map.of())
        .answer("POST /api/deliveries/orders/" + ORDER + "/handoff-override", Map.of())
        .answer("GET /api/operations/dead-letters", letters())
        .answer("GET /api/operations/dead-letters/order/7", letter())
        .answer("POST /api/operations/dead-letters/order/7/replay", outcome(1))
        .answer("POST /api/operations/dead-letters/replay", outcome(3))
        .answer("GET /api/wallet/payouts", Map.of("items", List.of()))
        .answer("POST /api/wallet/payouts", Map.of())
        .answer("POST /api/wallet/cash-deposits", Map.of())
        .answer("GET /api/promotions", Map.of("items", List.of(promotion())))
        .answer("POST /api/promotions", Map.of())
        .answer("POST /api/promotions/TEN-OFF/end", Map.of());
    portal = Portals.start("portal-admin", new AdminVerticle(_ -> api, (_, _, _) -> {}));
    browser = new Browser(portal.address());
    browser.logIn("/admin");
  }

  @AfterEach
  void stop() {
    portal.close();
  }

  @Test
  void leadsStraightToAnOrderWhoseIdIsGiven() {
    assertThat(browser.get("/admin/orders?id=" + ORDER).headers().firstValue("location"))
        .contains("/admin/orders/" + ORDER);
    api.answer("GET /api/orders", Map.of("items", List.of()));
    assertThat(browser.get("/admin/orders?id=nonsense").body()).contains("not an order id");
    browser.get("/admin/orders?attention=true");
    assertThat(api.seen("GET /api/orders").getLast().request().query())
        .containsEntry("attention", "true");
  }

  @Test
  void offersOnlyWhatMakesSense() {
    assertThat(page())
        .contains("Retry", "Compensate", "Force-cancel", "Let the pick-up pass")
        .doesNotContain("Resume", "Refund a line");
    api.answer("GET /api/orders/" + ORDER, order("SETTLED", null));
    assertThat(page())
        .contains("Refund a line", "Refund an amount")
        .doesNotContain("Retry", "Force-cancel", "Let the");
    api.answer("GET /api/orders/" + ORDER, order("UNDELIVERED", null));
    assertThat(page()).as("it was paid all the same").contains("Refund a line", "Refund an amount");
    api.answer("GET /api/orders/" + ORDER, order("SETTLED", "the capture was refused"));
    assertThat(page()).contains("Retry", "Resume", "the capture was refused");
    api.answer("GET /api/orders/" + ORDER, order("REJECTED", null));
    assertThat(page()).contains("There is nothing to do").doesNotContain("Retry", "Refund a");
  }

  @Test
  void showsWhatTheCustomerAsksWhileItIsKept() {
    assertThat(page()).doesNotContain("The customer asks");
    Map<String, Object> noted = order("PREPARING", null);
    noted.put("note", "no <onions>");
    api.answer("GET /api/orders/" + ORDER, noted);
    assertThat(page()).contains("The customer asks:", "no &lt;onions&gt;");
  }

  @Test
  void anActionIsSentWithItsReasonUnderTheKeyOfItsForm() {
    String key = keyOf(page());
    Map<String, String> form =
        Map.of("action", "RETRY", "reason", "it hangs", "confirmed", "yes", "idempotencyKey", key);
    var answer = browser.post("/admin/orders/" + ORDER + "/act", form);
    browser.post("/admin/orders/" + ORDER + "/act", form);
    assertThat(answer.headers().firstValue("location"))
        .contains("/admin/orders/" + ORDER + "?done=RETRY");
    var sent = api.seen("POST /api/orders/" + ORDER + "/operator-actions");
    assertThat(sent)
        .hasSize(2)
        .allSatisfy(
            each -> {
              assertThat(each.request().headers()).containsEntry("Idempotency-Key", key);
              assertThat(each.request().body())
                  .isEqualTo(Map.of("action", "RETRY", "reason", "it hangs"));
            });
    assertThat(browser.get("/admin/orders/" + ORDER + "?done=RETRY").body())
        .contains("Sent again.");
  }

  @Test
  void nothingIsSentWithoutReasonTickKeyOrTheFormsOwnToken() {
    page();
    String path = "/admin/orders/" + ORDER + "/act";
    Map<String, String> good =
        Map.of("action", "RETRY", "reason", "x", "confirmed", "yes", "idempotencyKey", "k");
    for (String missing : List.of("reason", "confirmed", "idempotencyKey", "action")) {
      Map<String, String> form = new HashMap<>(good);
      form.remove(missing);
      assertThat(browser.post(path, form).statusCode()).as(missing).isEqualTo(422);
    }
    Map<String, String> forged = new HashMap<>(good);
    forged.put("_csrf", "forged");
    assertThat(browser.post(path, forged).statusCode()).isEqualTo(403);
    assertThat(api.seen("POST /api/orders/" + ORDER + "/operator-actions")).isEmpty();
  }

  @Test
  void aRefusalOfThePlatformIsShownAmongTheAlerts() {
    page();
    api.answer(
        "POST /api/orders/" + ORDER + "/operator-actions",
        new ApiProblem("Not possible at present", 409, "it is ending", "r-1", List.of()));
    var answer =
        browser.post(
            "/admin/orders/" + ORDER + "/act",
            Map.of("action", "RETRY", "reason", "x", "confirmed", "yes", "idempotencyKey", "k"),
            "hx-request",
            "true");
    assertThat(answer.headers().firstValue("hx-retarget")).contains("#alerts");
    assertThat(answer.body()).contains("it is ending", "r-1");
  }

  @Test
  void refundsALineOrAnAmountAtSomeonesCost() {
    api.answer("GET /api/orders/" + ORDER, order("SETTLED", null));
    page();
    Map<String, String> form = new HashMap<>();
    form.putAll(Map.of("reason", "cold", "confirmed", "yes", "idempotencyKey", "k"));
    form.putAll(Map.of("liable", "RESTAURANT", "line", "0", "quantity", "1"));
    browser.post("/admin/orders/" + ORDER + "/refund", form);
    assertThat(refunded())
        .isEqualTo(
            Map.of(
                "liable",
                "RESTAURANT",
                "reason",
                "cold",
                "lines",
                List.of(Map.of("line", 0, "quantity", 1))));
    form.keySet().removeAll(List.of("line", "quantity"));
    form.putAll(Map.of("amount", "2.50", "currency", "USD", "liable", "PLATFORM"));
    browser.post("/admin/orders/" + ORDER + "/refund", form);
    assertThat(refunded())
        .isEqualTo(Map.of("liable", "PLATFORM", "reason", "cold", "amountMinor", 250L));
    form.put("amount", "2.505");
    assertThat(browser.post("/admin/orders/" + ORDER + "/refund", form).statusCode())
        .isEqualTo(422);
  }

  private Object refunded() {
    return api.seen("POST /api/orders/" + ORDER + "/refunds").getLast().request().body();
  }

  @Test
  void showsDeadLettersAndOneByItself() {
    String list = browser.get("/admin/dead-letters?group=order").body();
    assertThat(list)
        .contains("/admin/dead-letters/order/7", "1 of 2 waiting", "IllegalStateException: boom")
        .doesNotContain("java.lang.IllegalStateException");
    String one = browser.get("/admin/dead-letters/order/7").body();
    assertThat(one)
        .contains("trace-7", "&quot;orderId&quot; : ", "It was tried 5 times", "x-test")
        .contains("/admin/orders/" + ORDER, "Nobody has dealt with it");
    assertThat(browser.get("/admin/dead-letters/order/..%2Fx").statusCode()).isEqualTo(404);
  }

  @Test
  void replaysOneOrAllAndSaysWhatCameOfIt() {
    String key = keyOf(browser.get("/admin/dead-letters/order/7").body());
    Map<String, String> form = new HashMap<>();
    form.putAll(Map.of("reason", "mended", "confirmed", "yes", "idempotencyKey", key));
    var one = browser.post("/admin/dead-letters/order/7/replay", form);
    String back = one.headers().firstValue("location").orElseThrow();
    assertThat(browser.get(back).body()).contains("Said again: 1.");
    form.put("group", "order");
    var all = browser.post("/admin/dead-letters/replay", form);
    assertThat(browser.get(all.headers().firstValue("location").orElseThrow()).body())
        .contains("Said again: 3.");
    ApiRequest sent = api.seen("POST /api/operations/dead-letters/replay").getLast().request();
    assertThat(sent.body()).isEqualTo(Map.of("reason", "mended", "group", "order"));
    assertThat(sent.headers()).containsEntry("Idempotency-Key", key);
  }

  @Test
  void saysPlainlyWhetherTheBooksBalance() {
    assertThat(browser.get("/admin/ledger").body()).contains("not known at present");
    api.answer("GET /api/wallet/ledger/verification", verification(true));
    assertThat(browser.get("/admin/ledger").body()).contains("The books balance.");
    api.answer("GET /api/wallet/ledger/verification", verification(false));
    assertThat(browser.get("/admin/ledger").body()).contains("do NOT balance", "shard 3 is cut");
  }

  @Test
  void showsPayoutsPageByPageAndSaysWhenTheyCanNotBeRead() {
    assertThat(browser.get("/admin/ledger").body()).contains("No payouts yet");
    var payout = Map.of("payoutId", ORDER, "payee", "RESTAURANT", "name", "Mario's", "amount", TEN);
    api.answer("GET /api/wallet/payouts", Map.of("items", List.of(payout), "nextCursor", "old="));
    assertThat(browser.get("/admin/ledger").body())
        .contains("Mario&#39;s", "/admin/ledger?cursor=old%3D#payouts");
    browser.get("/admin/ledger?cursor=old%3D");
    assertThat(api.seen("GET /api/wallet/payouts").getLast().request().query())
        .containsEntry("cursor", "old=");
    api.answer("GET /api/wallet/payouts", ApiProblem.unreachable(null));
    assertThat(browser.get("/admin/ledger").body())
        .contains("can&#39;t be read")
        .doesNotContain("No payouts yet");
  }

  @Test
  void paysOutAndTakesCash() {
    browser.get("/admin/ledger");
    Map<String, String> form = new HashMap<>();
    form.putAll(Map.of("confirmed", "yes", "idempotencyKey", "k"));
    form.putAll(Map.of("from", "2026-01-01", "to", "2026-02-01"));
    browser.post("/admin/ledger/payouts", form);
    assertThat(api.seen("POST /api/wallet/payouts").getLast().request().body())
        .isEqualTo(Map.of("from", "2026-01-01T00:00:00Z", "to", "2026-02-01T00:00:00Z"));
    form.putAll(Map.of("driverId", ORDER, "amount", "12.5", "currency", "USD"));
    assertThat(browser.post("/admin/ledger/cash-deposits", form).headers().firstValue("location"))
        .contains("/admin/ledger?done=deposit");
    form.put("driverId", "nobody");
    assertThat(browser.post("/admin/ledger/cash-deposits", form).statusCode()).isEqualTo(422);
  }

  @Test
  void setsACashLimitThatWasTicked() {
    String limit = "PUT /api/wallet/drivers/" + ORDER + "/cash-limit";
    api.answer(limit, Map.of());
    browser.get("/admin/ledger");
    Map<String, String> form = new HashMap<>();
    form.putAll(Map.of("driverId", ORDER, "limit", "12.5", "currency", "USD"));
    assertThat(browser.post("/admin/ledger/cash-limits", form).statusCode()).isEqualTo(422);
    assertThat(api.seen(limit)).isEmpty();
    form.put("confirmed", "yes");
    browser.post("/admin/ledger/cash-limits", form);
    assertThat(api.seen(limit).getLast().request().body())
        .isEqualTo(Map.of("currency", "USD", "limitMinor", 1_250L));
  }

  @Test
  void makesAndEndsPromotions() {
    assertThat(browser.get("/admin/promotions").body()).contains("TEN-OFF", "10 %", "3 / 100");
    Map<String, String> form = new HashMap<>();
    form.putAll(Map.of("code", "new-1", "currency", "USD", "percent", "12.5", "maxUses", "5"));
    form.putAll(Map.of("validFrom", "2026-01-01", "validTo", "2026-02-01"));
    form.put("maxUsesPerCustomer", "1");
    browser.post("/admin/promotions", form);
    assertThat(api.seen("POST /api/promotions").getLast().request().body())
        .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.MAP)
        .containsEntry("code", "NEW-1")
        .containsEntry("basisPoints", 1250);
    assertThat(browser.post("/admin/promotions/TEN-OFF/end", Map.of()).statusCode()).isEqualTo(422);
    assertThat(api.seen("POST /api/promotions/TEN-OFF/end")).isEmpty();
    browser.post("/admin/promotions/TEN-OFF/end", Map.of("confirmed", "yes"));
    assertThat(api.seen("POST /api/promotions/TEN-OFF/end")).hasSize(1);
  }

  private String page() {
    return browser.get("/admin/orders/" + ORDER).body();
  }

  private static String keyOf(String html) {
    Matcher key = KEY.matcher(html);
    assertThat(key.find()).isTrue();
    return key.group(1);
  }

  static Map<String, Object> order(String state, String attention) {
    Map<String, Object> order = new HashMap<>();
    order.put("orderId", ORDER);
    order.put("state", state);
    order.put("customerId", CannedApi.USER_ID);
    order.put("driverId", CannedApi.USER_ID);
    order.put("restaurantName", "Mario's");
    order.put(
        "lines",
        List.of(Map.of("itemId", ORDER, "name", "Pizza", "unitPrice", TEN, "quantity", 2)));
    order.put("total", TEN);
    order.put(
        "dropoff", Map.of("address", "2 Main St", "location", Map.of("lat", 40.7, "lon", -73.9)));
    order.put("placedAt", "2026-01-01T12:00:00Z");
    if (attention != null) {
      order.put("attention", attention);
    }
    return order;
  }

  private static Map<String, Object> letter() {
    Map<String, Object> letter = new HashMap<>();
    letter.putAll(Map.of("group", "order", "offset", 7, "at", "2026-01-01T12:00:00Z"));
    letter.putAll(Map.of("attempts", 5, "origin", "dizhtime.orders.replies/2/41", "key", ORDER));
    letter.putAll(Map.of("type", "dizhtime.wallet.funds-captured.v1", "id", "id-7"));
    letter.putAll(Map.of("cause", "java.lang.IllegalStateException: boom", "traceId", "trace-7"));
    letter.putAll(Map.of("payload", "{\"orderId\":\"x\"}", "payloadChars", 15, "replays", 0));
    letter.put("headers", Map.of("x-test", "yes"));
    return letter;
  }

  private static Map<String, Object> letters() {
    return Map.of(
        "items",
        List.of(letter()),
        "groups",
        List.of(Map.of("group", "order", "letters", 2, "waiting", 1)));
  }

  private static Map<String, Object> outcome(int replayed) {
    return Map.of("replayed", replayed, "alreadyReplayed", 0, "notReplayable", 0, "more", false);
  }

  static Map<String, Object> verification(boolean ok) {
    return Map.of(
        "ok",
        ok,
        "balanced",
        ok,
        "transfers",
        9,
        "problems",
        ok ? List.of() : List.of("shard 3 is cut"));
  }

  static Map<String, Object> promotion() {
    Map<String, Object> promotion = new HashMap<>();
    promotion.putAll(Map.of("code", "TEN-OFF", "basisPoints", 1000, "currency", "USD"));
    promotion.putAll(Map.of("validFrom", "2026-01-01T00:00:00Z", "uses", 3, "maxUses", 100));
    promotion.put("validTo", "2026-02-01T00:00:00Z");
    return promotion;
  }
}
