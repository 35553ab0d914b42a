package dev.dizhtime.portal.design;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dizhtime.portal.design.testing.Browser;
import dev.dizhtime.portal.design.testing.CannedApi;
import dev.dizhtime.portal.design.testing.Portals;
import dev.dizhtime.portal.design.view.Assets;
import dev.dizhtime.portal.design.view.Sources;
import dev.dizhtime.portal.design.view.View;
import dev.dizhtime.runtime.config.ConfigException;
import dev.dizhtime.runtime.config.Env;
import dev.dizhtime.runtime.security.Role;
import dev.dizhtime.runtime.service.RunningService;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What somebody changes in the folder that a portal looks at first. */
class ChangedFilesIT {
  private static final PortalSite SITE =
      new PortalSite("sample", "/sample", "/sample", Set.of(Role.RESTAURANT), true, List.of());
  private static final Pattern STYLE = Pattern.compile("/sample/assets/design\\.[0-9a-f]+\\.css");

  @TempDir private Path folder;
  private RunningService portal;
  private Browser browser;

  @BeforeEach
  void start() {
    portal =
        Portals.start(
            "portal-sample",
            service ->
                PortalServer.open(
                        service, SITE, new CannedApi("restaurant"), new Assets(SITE.basePath()))
                    .page(
                        "/open",
                        exchange ->
                            exchange.show(View.page("sample/templates/page"), Map.of("said", "it")))
                    .listen(),
            Map.of("DIZHTIME_PORTAL_FILES", folder.toString()));
    browser = new Browser(portal.address());
  }

  @AfterEach
  void stop() {
    portal.close();
  }

  @Test
  void areSeenWithTheNextPage() throws IOException {
    assertThat(page()).contains("<title>A page").doesNotContain("another paragraph");

    Path words = write("sample/messages.properties", "portal.name = Sample\nsample.title = New");
    Path template = write("sample/templates/page.html", "<p>another paragraph</p>");
    assertThat(page()).isEqualTo("<p>another paragraph</p>");
    Files.delete(template);
    assertThat(page()).contains("<title>New").doesNotContain("another paragraph");
    Files.delete(words);
    assertThat(page()).contains("<title>A page");
  }

  @Test
  void haveAddressesOfTheirOwnIfABrowserKeepsThem() throws IOException {
    String before = style();
    write("design/assets/design.css", "body { color: red }");

    String after = style();
    assertThat(after).isNotEqualTo(before);
    assertThat(browser.get(after).body()).isEqualTo("body { color: red }");
    assertThat(browser.get(before).statusCode()).isEqualTo(200);
  }

  @Test
  void areInAFolder() throws IOException {
    Path file = write("file", "");
    Env env = Env.of(Map.of("DIZHTIME_PORTAL_FILES", file.toString()));
    assertThatThrownBy(() -> Sources.from(env))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("DIZHTIME_PORTAL_FILES must be a folder");
  }

  private String style() {
    Matcher style = STYLE.matcher(page());
    assertThat(style.find()).isTrue();
    return style.group();
  }

  private String page() {
    return browser.get("/sample/open").body();
  }

  private Path write(String name, String content) throws IOException {
    Path file = folder.resolve("dev/dizhtime/portal").resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, content);
  }
}
