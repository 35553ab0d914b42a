package dev.dizhtime.portal.design;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import dev.dizhtime.portal.design.api.ApiProblem;
import dev.dizhtime.portal.design.testing.Chromium;
import dev.dizhtime.testkit.Eventually;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A page that is kept up to date, in a browser: what outlasts a refresh, and what is said. */
class LivePageIT {
  private static final String REFRESH = "**/sample/live";
  private static final String ANSWER = "**/sample/answer/*";

  /** Counts how often the page was told to look again. */
  private static final String HEAR =
      """
      document.body.dataset.heard = 0;
      document.addEventListener('refresh', () => document.body.dataset.heard++, { capture: true });
      """;

  private static final Pattern NOT_AGAIN = Pattern.compile("^[01]$");
  private static final Pattern STALE = Pattern.compile("not up to date");

  @RegisterExtension static final Chromium CHROMIUM = new Chromium();

  private final LiveSample sample = new LiveSample();
  private Page page;

  @BeforeEach
  void open() {
    sample.waitsFor("pizza");
    page = CHROMIUM.phone(UnaryOperator.identity());
    Chromium.logIn(page, sample.address("/login"));
    Chromium.live(page);
  }

  @AfterEach
  void close() {
    sample.close();
  }

  @Test
  void keepsWhatItShowsWhenSomethingElseThanAPageAnswers() {
    page.route(REFRESH, route -> gateway(route, 502));
    sample.says("second");
    sample.changed();
    assertThat(page.locator("#stale")).containsText(STALE);
    assertThat(page.locator(".live")).hasText("Reconnecting…");
    assertThat(page.locator("#said")).hasText("first");
    assertThat(page.locator("#alerts")).isEmpty();
    Chromium.picture(page, "stale");
    page.unroute(REFRESH);
    // Nobody says "look again": it asks by itself.
    assertThat(page.locator("#said")).hasText("second");
    assertThat(page.locator("#stale")).isEmpty();
    assertThat(page.locator(".live")).hasText("Live");
  }

  @Test
  void asksAgainAfterAnAnswerThatIsOlderThanAChange() {
    page.evaluate(HEAR);
    var held = new AtomicReference<Route>();
    page.route(REFRESH, route -> first(held, route));
    sample.changed();
    page.waitForCondition(() -> held.get() != null);
    APIResponse old = held.get().fetch();
    sample.says("second");
    sample.changed();
    // Or more: what is owed is tried again each second.
    assertThat(page.locator("body")).not().hasAttribute("data-heard", NOT_AGAIN);
    held.get().fulfill(new Route.FulfillOptions().setResponse(old));
    assertThat(page.locator("#said")).hasText("second");
  }

  @Test
  void showsWhatAFormAskedForWhenARefreshIsAnsweredFirst() {
    var refresh = new AtomicReference<Route>();
    var wish = new AtomicReference<Route>();
    page.route(REFRESH, route -> first(refresh, route));
    page.route("**/sample/live?wish=*", wish::set);
    sample.changed();
    page.waitForCondition(() -> refresh.get() != null);
    APIResponse old = refresh.get().fetch();
    sample.says("second");
    page.locator("#wish").fill("more");
    page.locator("#wish").blur();
    page.waitForCondition(() -> wish.get() != null);
    refresh.get().fulfill(new Route.FulfillOptions().setResponse(old));
    assertThat(page.locator("#part.htmx-request")).hasCount(0);
    wish.get().resume();
    assertThat(page.locator("#said")).hasText("second");
  }

  @Test
  void lettingGoOfAButtonPressesItThoughThePageHasChanged() {
    pause();
    button("pizza").hover();
    page.mouse().down();
    sample.changed();
    assertThat(page.locator("body[data-heard='1']")).hasCount(1);
    page.mouse().up();
    assertThat(page.locator("#part .card")).hasCount(0);
  }

  /** The page's own time stands still from now on, and what it hears is counted. */
  private void pause() {
    page.clock().install();
    page.reload();
    Chromium.live(page);
    page.clock().pauseAt(System.currentTimeMillis() + 30_000);
    page.evaluate(HEAR);
  }

  private static void first(AtomicReference<Route> held, Route route) {
    if (!held.compareAndSet(null, route)) {
      route.resume();
    }
  }

  @Test
  void saysThatAPressGotNoAnswer() {
    page.route(ANSWER, Route::abort);
    button("pizza").click();
    assertThat(page.locator("#alerts")).containsText("There was no answer.");
    assertThat(button("pizza")).isEnabled();
    page.unroute(ANSWER);
    page.route(ANSWER, route -> gateway(route, 429));
    button("pizza").click();
    assertThat(page.locator("#alerts")).containsText("That was too often.");
    assertThat(page.locator("#alerts code")).hasText("request-1");
    Chromium.picture(page, "refused");
    page.unroute(ANSWER);
    button("pizza").click();
    assertThat(page.locator("#part .card")).hasCount(0);
    assertThat(page.locator("#alerts")).isEmpty();
    page.route("**/sample/live?wish=*", Route::abort);
    page.locator("#wish").fill("more");
    page.locator("#wish").blur();
    assertThat(page.locator("#alerts")).hasText("There was no answer. Try again.");
  }

  @Test
  void saysATroubleOnceAndNoLongerThanItLasts() {
    var busy = new ApiProblem("Busy", 503, "Try soon", null, List.of());
    sample.api.answer("GET /api/thing", busy);
    sample.changed();
    assertThat(page.locator("#stale")).containsText("Not available at present");
    page.evaluate("document.querySelector('#stale').firstElementChild.dataset.seen = 'yes'");
    int before = asked();
    sample.changed();
    Eventually.eventually(() -> assertThat(asked()).isGreaterThan(before + 1));
    assertThat(page.locator("#stale [data-seen]")).isVisible();
    assertThat(page.locator("#alerts")).isEmpty();
    sample.api.answer("GET /api/thing", Map.of());
    sample.changed();
    assertThat(page.locator("#stale")).isEmpty();
  }

  private int asked() {
    return sample.api.seen("GET /api/thing").size();
  }

  @Test
  void leavesFoldsOpenAndWhatWasTypedInThem() {
    page.locator("#open").click();
    page.locator("#reason").fill("closing soon");
    page.locator("#sure").check();
    page.locator("#open").focus();
    sample.says("second");
    sample.changed();
    assertThat(page.locator("#said")).hasText("second");
    assertThat(page.locator("#reason")).isVisible();
    assertThat(page.locator("#reason")).hasValue("closing soon");
    assertThat(page.locator("#sure")).isChecked();
    // Pressing again has to stay the same act.
    assertThat(page.locator("#key")).hasValue("first");
    assertThat(page.locator("#open")).isFocused();
  }

  @Test
  void waitsWhileSomebodyTypesAndNoLonger() {
    pause();
    page.locator("#open").click();
    page.locator("#reason").pressSequentially("clo");
    int before = asked();
    sample.says("second");
    sample.changed();
    assertThat(page.locator("body[data-heard='1']")).hasCount(1);
    page.clock().runFor(9_000);
    assertThat(asked()).isEqualTo(before);
    // Once more: a part that was swapped in listens only after a moment of the page's own time.
    sample.changed();
    page.clock().runFor(3_000);
    assertThat(page.locator("#said")).hasText("second");
    assertThat(page.locator("#reason")).isFocused();
    page.locator("#reason").pressSequentially("sing");
    assertThat(page.locator("#reason")).hasValue("closing");
  }

  @Test
  void keepsTheReadersPlaceAndTellsWhatHasChanged() {
    sample.waitsFor("pasta");
    sample.changed();
    button("pasta").focus();
    sample.says("second");
    sample.changed();
    assertThat(page.locator("#said")).hasText("second");
    assertThat(button("pasta")).isFocused();
    assertThat(page.locator("#told")).hasText("second");
    // Not yet a form of htmx's while it is.
    assertThat(page.locator("#part.htmx-added")).hasCount(0);
    sample.says("third");
    page.keyboard().press("Enter");
    assertThat(page.locator("#told")).hasText("third");
    // The card is gone with its button; what it stood in is still there.
    assertThat(page.locator("#part")).isFocused();
  }

  @Test
  void isWholeAgainAfterAWayBack() {
    page.locator("#wish").fill("more");
    page.locator("#wish").blur();
    page.waitForURL("**/sample/live?wish=more");
    page.evaluate("document.body.dataset.old = 'yes'");
    page.goBack();
    page.waitForURL(REFRESH);
    assertThat(page.locator("body[data-old]")).hasCount(0);
    assertThat(page.locator("#locate")).isVisible();
    assertThat(page.locator(".live")).hasText("Live");
    sample.says("second");
    sample.changed();
    assertThat(page.locator("#said")).hasText("second");
  }

  @Test
  void sendsWhoeverIsLoggedOutToTheLogInAndBack() {
    page.context().clearCookies();
    sample.changed();
    page.waitForURL("**/sample/login?next=%2Fsample%2Flive");
    Chromium.logIn(page, page.url());
    assertThat(page).hasURL(Pattern.compile(".*/sample/live$"));
  }

  @Test
  void sendsAPressOfWhoeverIsLoggedOutToTheLogInAndBack() {
    page.context().clearCookies();
    button("pizza").click();
    page.waitForURL("**/sample/login?next=%2Fsample%2Flive");
  }

  private Locator button(String name) {
    return page.locator("#part button", new Page.LocatorOptions().setHasText(name));
  }

  /** What stands before a portal answers for it. */
  private static void gateway(Route route, int status) {
    route.fulfill(
        new Route.FulfillOptions()
            .setStatus(status)
            .setContentType("application/problem+json")
            .setHeaders(
                Map.of("content-type", "application/problem+json", "x-request-id", "request-1"))
            .setBody("{\"title\":\"raw\",\"status\":" + status + "}"));
  }
}
