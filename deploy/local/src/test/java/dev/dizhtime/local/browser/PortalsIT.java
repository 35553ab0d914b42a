package dev.dizhtime.local.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.dizhtime.local.city.OwnedRestaurant;
import dev.dizhtime.local.client.GatewayClient;
import dev.dizhtime.local.client.Poll;
import dev.dizhtime.local.client.User;
import dev.dizhtime.local.demo.Shopping;
import dev.dizhtime.local.end.RunningPlatform;
import dev.dizhtime.local.platform.Account;
import dev.dizhtime.portal.design.testing.Chromium;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Every portal's page, in a browser, with real data. */
class PortalsIT {
  @RegisterExtension static final Chromium CHROMIUM = new Chromium();

  private static final Set<String> GRAVE = Set.of("serious", "critical");
  private static final Duration BOUND = Duration.ofSeconds(30);
  private static final Pattern INVITATION =
      Pattern.compile("http\\S+/staff-invitation\\?token=[\\w-]+");

  private static final Path PICTURES = Path.of("target", "pictures");
  private static final int PHONE_WIDTH = 390;
  private static final int DESK_WIDTH = 1_280;

  /** Two rows of things that a finger hits, and the space around them, in pixels. */
  private static final int TWO_ROWS = 130;

  private static RunningPlatform platform;
  private static GatewayClient gateway;
  private static OwnedRestaurant.Found restaurant;
  private static Shopping shopping;

  private Page page;

  @BeforeAll
  static void open() {
    platform = RunningPlatform.shared();
    gateway = platform.gateway();
    restaurant = new OwnedRestaurant(gateway, platform.secrets()).open();
    var customer = User.registered(gateway, account("customer"));
    shopping = new Shopping(customer, restaurant);
    shopping.topUpWhenPoor();
    shopping.find();
    User.registered(gateway, account("driver"));
  }

  @AfterAll
  static void close() {
    gateway.close();
  }

  @BeforeEach
  void newPage() {
    page = CHROMIUM.desk();
  }

  /** The last driver: the first is busy with what other tests do. */
  private static Account account(String role) {
    return platform.secrets().of(role).getLast();
  }

  private void logIn(String portal, String role) {
    page.navigate(platform.ports().gatewayUrl() + portal + "/login");
    logInHere(account(role));
  }

  private void logInHere(Account account) {
    page.locator("#email").fill(account.email());
    page.locator("#password").fill(account.password());
    page.locator("#log-in").click();
    assertThat(page.locator(".who-name")).hasText(account.displayName());
  }

  private void open(String path) {
    page.navigate(platform.ports().gatewayUrl() + path);
  }

  private Locator button(String name) {
    return page.getByRole(
        AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  private void hasNoGraveFault() {
    var faults =
        new AxeBuilder(page)
            .analyze().getViolations().stream()
                .filter(rule -> GRAVE.contains(rule.getImpact()))
                .map(rule -> rule.getId() + ": " + rule.getNodes())
                .toList();
    assertThat(faults).as(page.url()).isEqualTo(List.of());
    fitsAPhone();
  }

  /** No wider than a phone, and a header of two rows there, however many pages and long names. */
  private void fitsAPhone() {
    page.setViewportSize(PHONE_WIDTH, 844);
    assertThat((int) page.evaluate("document.documentElement.scrollWidth"))
        .as("width of " + page.url())
        .isLessThanOrEqualTo(PHONE_WIDTH);
    assertThat((int) page.evaluate("document.querySelector('.top').offsetHeight"))
        .as("height of the header of " + page.url())
        .isLessThanOrEqualTo(TWO_ROWS);
    page.screenshot(new Page.ScreenshotOptions().setPath(PICTURES.resolve(name(PHONE_WIDTH))));
    page.setViewportSize(DESK_WIDTH, 800);
    page.screenshot(new Page.ScreenshotOptions().setPath(PICTURES.resolve(name(DESK_WIDTH))));
  }

  private String name(int width) {
    var path = URI.create(page.url()).getPath().replaceAll("[^a-z]+", "-");
    return "page%s-%d.png".formatted(path, width);
  }

  @Test
  void letsACustomerFindOrderAndPay() {
    logIn("", "customer");
    var name = restaurant.restaurant().path("name").asText();
    open("/search?place=lower-manhattan&radius=30000&text=Ember");
    hasNoGraveFault();
    page.locator("#results")
        .getByRole(AriaRole.LINK)
        .filter(new Locator.FilterOptions().setHasText(name))
        .first()
        .click();
    hasNoGraveFault();
    page.locator("input[id^='item-']").first().fill("2");
    // Where was searched, not where the restaurant is.
    assertThat(page.locator("#lat")).hasValue("40.711");
    page.locator("#address").fill("1 Wall St, New York, NY");
    button("See the price").click();
    assertThat(page.locator("#total")).isVisible();
    page.locator("#place-order").click();
    assertThat(page.locator("#order[data-state='FUNDS_RESERVED']")).isVisible();
    hasNoGraveFault();
  }

  @Test
  void showsARestaurantItsOrdersAsTheyCome() {
    logIn("/restaurant", "restaurant");
    open("/restaurant/orders");
    assertThat(page.locator(".live")).hasText("Live");
    var orderId = shopping.place(shopping.quote()).path("orderId").asText();
    var order = page.locator("#order-" + orderId);
    assertThat(order).isVisible();
    hasNoGraveFault();
    var accept =
        order.getByRole(
            AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Accept").setExact(true));
    assertThat(accept).isVisible();
    accept.click();
    assertThat(order.getByText("Start preparing")).isVisible();
    shopping.await(orderId, "ACCEPTED");
  }

  @Test
  void letsACookWhoWasInvitedHearOrdersAndOnlyAManagerSeePayouts() {
    var cook = platform.newcomer(gateway, "customer");
    page.navigate(invitation(cook, "kitchen"));
    logInHere(cook.account());
    hasNoGraveFault();
    page.locator("main button").click();
    assertThat(page.getByText("on the staff now")).isVisible();
    open("/restaurant/login");
    logInHere(cook.account());
    open("/restaurant/orders");
    assertThat(page.locator(".live")).hasText("Live");
    var orderId = shopping.place(shopping.quote()).path("orderId").asText();
    var order = page.locator("#order-" + orderId);
    assertThat(order.getByText("Accept", new Locator.GetByTextOptions().setExact(true)))
        .isVisible();
    hasNoGraveFault();
    open("/restaurant/payouts");
    assertThat(page.getByText("owners and managers")).isVisible();
    hasNoGraveFault();
    assertThat(topics(cook)).contains("order.funded");

    var manager = platform.newcomer(gateway, "customer");
    var token = invitation(manager, "manager").replaceFirst(".*token=", "");
    manager
        .post("/api/auth/staff-invitations/acceptance", Map.of("token", token))
        .orThrow("Joining");
    page.context().clearCookies();
    open("/restaurant/payouts");
    logInHere(manager.account());
    assertThat(page.getByText("owners and managers")).hasCount(0);
    hasNoGraveFault();
  }

  /** The link in the mail that invites somebody to the staff. */
  private static String invitation(User somebody, String role) {
    var staff = "/api/auth/restaurants/" + restaurant.id() + "/staff";
    var body = Map.of("email", somebody.account().email(), "role", role);
    // Auth learns of a restaurant when it is published.
    Poll.until(
            "Inviting",
            BOUND,
            () -> Optional.of(restaurant.owner().post(staff, body)).filter(a -> a.status() != 404))
        .orThrow("Inviting " + body);
    var link = INVITATION.matcher(platform.mailTo(somebody, "Join the staff").text());
    assertThat(link.find()).isTrue();
    return link.group();
  }

  /** By a token that knows of the staff: a log-in of its own. */
  private static List<String> topics(User somebody) {
    return User.loggedIn(gateway, somebody.account())
        .read("/api/notifications")
        .path("items")
        .findValuesAsText("topic");
  }

  @Test
  void letsADriverGoOnline() {
    logIn("/driver", "driver");
    open("/driver/task");
    hasNoGraveFault();
    page.locator("#lat").fill("40.75");
    page.locator("#lon").fill("-73.99");
    button("Go online").click();
    assertThat(page.getByText("You are online.")).isVisible();
    button("Go offline").click();
    assertThat(button("Go online")).isVisible();
  }

  @Test
  void showsAnAdminTheTimelineOfAnOrder() {
    var orderId = shopping.place(shopping.quote()).path("orderId").asText();
    shopping.await(orderId, "FUNDS_RESERVED");
    logIn("/admin", "admin");
    open("/admin/orders");
    hasNoGraveFault();
    page.locator("a[href='/admin/orders/" + orderId + "']").first().click();
    assertThat(page.locator("#order[data-state='FUNDS_RESERVED']")).isVisible();
    assertThat(page.locator("ol.timeline > li").first()).isVisible();
    assertThat(page.locator("#trace-id")).isVisible();
    hasNoGraveFault();
  }
}
