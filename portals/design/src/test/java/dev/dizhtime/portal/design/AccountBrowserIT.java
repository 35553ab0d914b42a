package dev.dizhtime.portal.design;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import dev.dizhtime.portal.design.api.ApiProblem;
import dev.dizhtime.portal.design.testing.CannedApi;
import dev.dizhtime.portal.design.testing.Chromium;
import dev.dizhtime.portal.design.testing.OwnAccount;
import dev.dizhtime.portal.design.testing.Portals;
import dev.dizhtime.portal.design.view.Assets;
import dev.dizhtime.runtime.http.Problem;
import dev.dizhtime.runtime.security.Role;
import dev.dizhtime.runtime.service.RunningService;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The pages about one's account in a real browser, on a phone and on a desk. */
class AccountBrowserIT {
  private static final PortalSite SITE =
      new PortalSite(
          "sample",
          "/sample",
          "/sample/account",
          Set.of(Role.CUSTOMER),
          true,
          List.of(new PortalSite.Link("events.title", "/sample/account/events", true)));
  private static final Map<String, String> PAGES =
      Map.of(
          "sessions", "Where you are logged in",
          "applications", "Connected applications",
          "events", "What happened to your account",
          "password", "Change the password",
          "closing", "Delete your account");

  @RegisterExtension static final Chromium CHROMIUM = new Chromium();

  private final CannedApi api = OwnAccount.of("customer");
  private RunningService portal;
  private Page page;

  @BeforeEach
  void start() {
    portal =
        Portals.start(
            "portal-sample",
            service -> PortalServer.open(service, SITE, api, new Assets("/sample")).listen());
  }

  @AfterEach
  void close() {
    portal.close();
  }

  @Test
  void leadsFromTheHeadOfThePageToEverythingAboutTheAccount() {
    logIn(UnaryOperator.identity());
    page.locator(".who-account").click();
    assertThat(page.locator("h1")).hasText("My account");
    Chromium.picture(page, "account");
    for (var each : PAGES.entrySet()) {
      page.locator("main a[href$='/account/" + each.getKey() + "']").click();
      assertThat(page.locator("h1")).hasText(each.getValue());
      Chromium.picture(page, "account-" + each.getKey());
      page.goBack();
    }
    api.answer("GET /api/auth/account-deletion", Map.of("deletionAt", "2026-12-14T09:00:00Z"));
    page.reload();
    assertThat(page.locator("#closing")).isVisible();
    Chromium.picture(page, "account-closing-planned");
  }

  @Test
  void endsASessionByKeyboardAndWithoutAScript() {
    logIn(with -> with.setJavaScriptEnabled(false));
    page.navigate(portal.address() + "/sample/account/sessions");
    page.locator("[data-session='" + OwnAccount.THERE + "'] a").focus();
    page.keyboard().press("Enter");
    String ending = "POST /api/auth/sessions/" + OwnAccount.THERE + "/ending";
    api.answer(
        ending,
        new ApiProblem(
            "No",
            422,
            "no",
            null,
            List.of(new Problem.FieldError("currentPassword", "is not your password"))));
    page.locator("#currentPassword").fill("wrong");
    page.keyboard().press("Enter");
    assertThat(page.locator("#currentPassword-error")).hasText("is not your password");
    assertThat(page.locator("#about")).hasText("Edge, Windows");
    api.answer(ending, Map.of());
    page.locator("#currentPassword").fill(CannedApi.PASSWORD);
    page.keyboard().press("Enter");
    assertThat(page.locator(".note")).hasText("It is logged out.");
    assertThat(api.seen(ending)).hasSize(2);
  }

  @Test
  void showsASecondFactorAndARefusalAtItsField() {
    api.answer("GET /api/auth/me", OwnAccount.me("customer", Map.of("secondFactor", true)));
    logIn(UnaryOperator.identity());
    page.navigate(portal.address() + "/sample/second-factor");
    Chromium.picture(page, "second-factor-there");
    page.locator("a[href$='/removal']").click();
    api.answer(
        "POST /api/auth/second-factor/removal",
        new ApiProblem("No", 422, "no", null, List.of(new Problem.FieldError("code", "is wrong"))));
    page.locator("#currentPassword").fill(CannedApi.PASSWORD);
    page.locator("#code").fill("123456");
    page.keyboard().press("Enter");
    assertThat(page.locator("#code-error")).hasText("is wrong");
    Chromium.picture(page, "second-factor-refused");
  }

  @Test
  void tellsWhoIsInvitedWhatToDo() {
    page = CHROMIUM.phone(UnaryOperator.identity());
    page.navigate(portal.address() + "/sample/staff-invitation?token=" + "t".repeat(43));
    assertThat(page.locator("#invited")).isVisible();
    Chromium.picture(page, "invited-log-in");
    page.locator("#register").click();
    assertThat(page.locator("#invited")).isVisible();
    Chromium.picture(page, "invited-register");
  }

  private void logIn(UnaryOperator<Browser.NewContextOptions> options) {
    page = CHROMIUM.phone(options);
    page.navigate(portal.address() + "/sample/login");
    page.locator("#email").fill("a@b.c");
    page.locator("#password").fill(CannedApi.PASSWORD);
    page.locator("#log-in").click();
    assertThat(page.locator(".who-name")).hasText("Ada");
  }
}
