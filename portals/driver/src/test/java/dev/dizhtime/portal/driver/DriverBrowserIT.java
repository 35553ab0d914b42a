package dev.dizhtime.portal.driver;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.Geolocation;
import dev.dizhtime.portal.design.testing.Chromium;
import dev.dizhtime.portal.design.testing.Portals;
import dev.dizhtime.runtime.service.RunningService;
import dev.dizhtime.testkit.Eventually;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The page as a driver has it in hand: in a browser, at the size of a phone and of a desk. */
class DriverBrowserIT {

  @RegisterExtension static final Chromium CHROMIUM = new Chromium();

  private final Platform platform = new Platform();
  private RunningService portal;
  private Page page;

  @BeforeEach
  void logIn() {
    portal = Portals.start("portal-driver", new DriverVerticle(_ -> platform.api, (_, _, _) -> {}));
    page = CHROMIUM.phone(with -> with.setGeolocation(new Geolocation(40.7128, -74.006)));
    Chromium.logIn(page, portal.address() + "/driver/login");
    assertThat(page.locator("#task")).isVisible();
  }

  @AfterEach
  void close() {
    portal.close();
  }

  @Test
  void picksUpWithTheRestaurantsCodeAfterAWrongOne() {
    platform.shift(true).task("ASSIGNED", true).code("PICKUP", 5).collect(1_850);
    open();
    picture("pickup");
    platform.code("PICKUP", 4).refuses("pickup", 422, "code");
    page.locator("#code").fill("1111");
    press("Picked up");
    assertThat(page.locator("#code-hint")).containsText("This is not the right code.");
    assertThat(page.locator("#tries-left")).hasText("4");
    assertThat(page.locator("#code")).hasValue("");
    // What was refused is typed anew; no refresh takes the refusal away meanwhile.
    assertThat(page.locator("#code")).isFocused();
    picture("wrong-code");
    platform.api.answer("POST " + Platform.path("pickup"), Map.of());
    platform.task("PICKED_UP", true).code("DELIVERY", 5).collect(1_850);
    page.locator("#code").fill("0427");
    press("Picked up");
    assertThat(page.locator("#task [data-state='PICKED_UP']")).isVisible();
    assertThat(page.locator("#collect")).containsText("USD 18.50");
    picture("dropoff");
  }

  @Test
  void doesNotSendWhatIsNoCode() {
    platform.task("ASSIGNED", true).code("PICKUP", 5);
    open();
    page.locator("#code").fill("12a");
    press("Picked up");
    assertThat(page.locator("#code:invalid")).isVisible();
    assertThat(platform.api.seen("POST " + Platform.path("pickup"))).isEmpty();
  }

  @Test
  void explainsALockedHandoff() {
    platform.task("PICKED_UP", true).code("DELIVERY", 0);
    open();
    assertThat(page.locator("#locked")).containsText("The support can let this hand-off pass");
    picture("locked");
  }

  @Test
  void waitsAtTheDoorAndThenMayLeave() {
    platform.task("PICKED_UP", true).code("DELIVERY", 5).atTheDoor(Instant.now().plusSeconds(300));
    open();
    assertThat(page.locator("#door-wait")).isVisible();
    picture("door");
    page.locator("#code").fill("12");
    platform.atTheDoor(Instant.now().minusSeconds(1));
    // The countdown is told by the server and leaves what is being typed alone.
    assertThat(button("Nobody opens")).isVisible(slowly());
    assertThat(page.locator("#code")).hasValue("12");
    platform.api.answer("POST " + Platform.path("unreachable"), Map.of());
    platform.none();
    press("Nobody opens");
    assertThat(page.locator("#task")).containsText("No task at present");
  }

  @Test
  void givesTheTaskBackWithAReason() {
    platform.shift(true).task("PICKED_UP", true).code("DELIVERY", 5);
    open();
    page.getByText("I can't go on").click();
    page.locator("#reason").selectOption("ACCIDENT");
    picture("give-back");
    platform.api.answer("POST " + Platform.path("abandonment"), Map.of());
    platform.shift(false).none();
    press("Give the task back");
    assertThat(page.getByText("You have given the task back.")).isVisible();
    assertThat(button("Go online")).isVisible();
  }

  @Test
  void sharesThePositionOnlyWhenTheDriverLetsIt() {
    platform.shift(true);
    platform.api.answer("PUT /api/deliveries/position", Map.of());
    open();
    assertThat(button("Share my position")).isVisible();
    picture("online");
    assertThat(platform.api.seen("PUT /api/deliveries/position")).isEmpty();
    page.context().grantPermissions(List.of("geolocation"));
    press("Share my position");
    assertThat(page.locator("#track-status")).containsText("Shared at");
    // Once allowed, the next page goes on by itself.
    page.reload();
    Eventually.eventually(
        () -> assertThat(platform.api.seen("PUT /api/deliveries/position")).hasSizeGreaterThan(1));
  }

  private void open() {
    page.navigate(portal.address() + "/driver/task");
    assertThat(page.locator("#task")).isVisible();
    Chromium.live(page);
  }

  private Locator button(String name) {
    return page.locator("button", new Page.LocatorOptions().setHasText(name));
  }

  private void press(String name) {
    button(name).click();
  }

  private static LocatorAssertions.IsVisibleOptions slowly() {
    return new LocatorAssertions.IsVisibleOptions().setTimeout(20_000);
  }

  private void picture(String name) {
    Chromium.picture(page, name);
  }
}
