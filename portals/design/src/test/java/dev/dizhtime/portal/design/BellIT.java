package dev.dizhtime.portal.design;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import dev.dizhtime.portal.design.testing.Chromium;
import dev.dizhtime.testkit.Eventually;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What waits for an answer is heard, and seen in the tab's title, until it has one. */
class BellIT {
  /** Counts the notes that a page lets sound, by the page's own clock. */
  private static final String LISTEN =
      """
      window.notes = 0;
      const start = OscillatorNode.prototype.start;
      OscillatorNode.prototype.start = function (at) { window.notes++; start.call(this, at); };
      """;

  private static final String UNSETTLED =
      ".htmx-request, .htmx-swapping, .htmx-settling, .htmx-added";

  private static final int NOTES = 3;

  @RegisterExtension static final Chromium CHROMIUM = new Chromium();

  private final LiveSample sample = new LiveSample();
  private Page page;

  @BeforeEach
  void open() {
    page = CHROMIUM.phone(UnaryOperator.identity());
    page.context().addInitScript(LISTEN);
    page.clock().install();
    Chromium.logIn(page, sample.address("/login"));
    Chromium.live(page);
  }

  @AfterEach
  void close() {
    sample.close();
  }

  @Test
  void ringsForWhatIsNewAndAgainUntilItIsAnswered() {
    page.clock().pauseAt(System.currentTimeMillis() + 30_000);
    // A press, as browsers want one.
    page.locator("h1").click();
    assertThat(page.locator("[data-bell-blocked]")).isHidden();
    assertThat(notes()).isZero();
    sample.waitsFor("pizza");
    sample.changed();
    assertThat(page).hasTitle(Pattern.compile("^\\(1\\) A page"));
    hears(NOTES);
    page.clock().runFor(10_000);
    assertThat(notes()).isEqualTo(NOTES);
    page.clock().runFor(6_000);
    hears(2 * NOTES);
    page.clock().resume();
    settle();
    page.locator("#part .card button").click();
    assertThat(page).hasTitle(Pattern.compile("^A page"));
    page.clock().runFor(60_000);
    assertThat(notes()).isEqualTo(2 * NOTES);
  }

  @Test
  void isSilentForWhoeverWantsItAndSaysHowToChangeThat() {
    page.locator("#bell").click();
    assertThat(page.locator("#bell")).hasText("Turn the sound on");
    page.reload();
    assertThat(page.locator("#bell")).hasText("Turn the sound on");
    sample.waitsFor("pizza");
    sample.changed();
    assertThat(page).hasTitle(Pattern.compile("^\\(1\\) A page"));
    page.locator("h1").click();
    page.clock().runFor(30_000);
    assertThat(notes()).isZero();
    page.locator("#bell").click();
    assertThat(page.locator("#bell")).hasText("Turn the sound off");
    hears(NOTES);
    page.clock().runFor(10_000);
    assertThat(notes()).isEqualTo(NOTES);
  }

  @Test
  void saysThatTheBrowserWantsAPressFirst() {
    sample.waitsFor("pizza");
    Page fresh = page.context().newPage();
    fresh.navigate(sample.address("/live"));
    assertThat(fresh.locator("[data-bell-blocked]")).isVisible();
    assertThat(fresh.locator("[data-bell-blocked]")).containsText("until you press something");
    assertThat((int) fresh.evaluate("window.notes")).isZero();
    Chromium.picture(fresh, "bell-blocked");
    fresh.locator("h1").click();
    assertThat(fresh.locator("[data-bell-blocked]")).isHidden();
    Eventually.eventually(() -> assertThat((int) fresh.evaluate("window.notes")).isEqualTo(NOTES));
  }

  /** What was swapped in listens after a moment of the page's own time. */
  private void settle() {
    Eventually.eventually(() -> assertThat(page.locator(UNSETTLED).count()).isZero());
  }

  private void hears(int notes) {
    Eventually.eventually(() -> assertThat(notes()).isEqualTo(notes));
  }

  private int notes() {
    return (int) page.evaluate("window.notes");
  }
}
