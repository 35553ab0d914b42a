package dev.dizhtime.portal.design.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A real browser for the tests of a class: the machine's own Chromium; nothing is downloaded. A
 * test's pages are closed after it, before anything else of it is.
 */
public final class Chromium
    implements BeforeAllCallback, AfterTestExecutionCallback, AfterAllCallback {
  private static final Path PICTURES = Path.of("target", "pictures");
  private static final Set<String> GRAVE = Set.of("serious", "critical");
  private static final int PHONE = 390;
  private static final int DESK = 1_280;
  private static final int PATIENCE_MILLIS = 20_000;
  private static final int HEIGHT = 844;

  /** Says on a page that an answer has taken its place there, and listens. */
  private static final String MARK_SETTLED =
      """
      document.addEventListener("htmx:afterSettle",
        () => document.documentElement.dataset.settled = "yes");
      """;

  private Playwright playwright;
  private Browser browser;

  /** Starts it. What is awaited on a page may take a while where much runs at once. */
  @Override
  public void beforeAll(ExtensionContext context) {
    PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MILLIS);
    var environment = Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
    playwright = Playwright.create(new Playwright.CreateOptions().setEnv(environment));
    browser =
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(executable())
                    .setArgs(List.of("--no-sandbox", "--disable-gpu")));
  }

  @Override
  public void afterTestExecution(ExtensionContext context) {
    browser.contexts().forEach(BrowserContext::close);
  }

  /** A page of the size of a phone, with cookies of its own. */
  public Page phone(UnaryOperator<Browser.NewContextOptions> more) {
    return page(more.apply(ofWidth(PHONE)));
  }

  /** A page of the size of a screen on a desk, with cookies of its own. */
  public Page desk() {
    return page(ofWidth(DESK));
  }

  private Page page(Browser.NewContextOptions options) {
    BrowserContext context = browser.newContext(options);
    context.addInitScript(MARK_SETTLED);
    return context.newPage();
  }

  private static Browser.NewContextOptions ofWidth(int width) {
    return new Browser.NewContextOptions().setLocale("en-US").setViewportSize(width, HEIGHT);
  }

  /** Logs in as the canned user, at a portal's log-in page. */
  public static void logIn(Page page, String login) {
    page.navigate(login);
    page.locator("#email").fill("a@b.c");
    page.locator("#password").fill(CannedApi.PASSWORD);
    page.locator("#log-in").click();
    PlaywrightAssertions.assertThat(page.locator(".who-name")).isVisible();
  }

  /** Waits until a page is kept up to date: a stream's first word is "look again", and it did. */
  public static void live(Page page) {
    PlaywrightAssertions.assertThat(page.locator(".live")).hasText("Live");
    PlaywrightAssertions.assertThat(page.locator("html[data-settled]")).hasCount(1);
  }

  /** Keeps pictures at two sizes for people to look at, and checks both for grave faults. */
  public static void picture(Page page, String name) {
    for (int width : new int[] {PHONE, DESK}) {
      page.setViewportSize(width, HEIGHT);
      page.screenshot(
          new Page.ScreenshotOptions()
              .setFullPage(true)
              .setPath(PICTURES.resolve(name + "-" + width + ".png")));
      var faults =
          new AxeBuilder(page)
              .analyze().getViolations().stream()
                  .filter(rule -> GRAVE.contains(rule.getImpact()))
                  .map(rule -> rule.getId() + ": " + rule.getNodes())
                  .toList();
      assertThat(faults).as(name + " at " + width).isEqualTo(List.of());
      assertThat((int) page.evaluate("document.documentElement.scrollWidth"))
          .as(name + " is no wider than the screen")
          .isLessThanOrEqualTo(width);
    }
    page.setViewportSize(PHONE, HEIGHT);
  }

  @Override
  public void afterAll(ExtensionContext context) {
    browser.close();
    playwright.close();
  }

  private static Path executable() {
    return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
        .flatMap(
            directory ->
                Stream.of("chromium", "chromium-browser", "google-chrome")
                    .map(name -> Path.of(directory, name)))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("install the package chromium"));
  }
}
