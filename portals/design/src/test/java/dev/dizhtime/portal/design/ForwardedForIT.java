package dev.dizhtime.portal.design;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.dizhtime.portal.design.api.ApiRequest;
import dev.dizhtime.portal.design.api.HttpApiClient;
import dev.dizhtime.portal.design.testing.Browser;
import dev.dizhtime.portal.design.testing.Portals;
import dev.dizhtime.portal.design.view.Assets;
import dev.dizhtime.portal.design.view.View;
import dev.dizhtime.runtime.security.Role;
import dev.dizhtime.runtime.service.RunningService;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** What the API is told of the browsers that a portal asks it for. */
class ForwardedForIT {
  private static final PortalSite SITE =
      new PortalSite("sample", "/sample", "/sample/", Set.of(Role.CUSTOMER), true, List.of());
  private static final View PAGE = View.page("sample/templates/page");

  private final List<List<String>> told = new CopyOnWriteArrayList<>();

  @Test
  void tellsBrowsersBehindOnePortalApart() throws IOException {
    HttpServer api =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    api.createContext(
        "/api/thing",
        asked -> {
          told.add(asked.getRequestHeaders().getOrDefault("x-forwarded-for", List.of()));
          asked.sendResponseHeaders(200, -1);
          asked.close();
        });
    api.start();
    String address = "http://127.0.0.1:" + api.getAddress().getPort();
    try (RunningService portal =
        Portals.start(
            "portal-sample",
            service ->
                PortalServer.open(
                        service, SITE, HttpApiClient.open(service), new Assets(SITE.basePath()))
                    .page("/open", ForwardedForIT::show)
                    .listen(),
            Map.of("DIZHTIME_API_URL", address))) {
      Browser browser = new Browser(portal.address());
      browser.get("/sample/open", "x-forwarded-for", "198.51.100.1");
      browser.get("/sample/open", "x-forwarded-for", "198.51.100.2, 10.0.0.7");
      browser.get("/sample/open");
    } finally {
      api.stop(0);
    }
    assertThat(told)
        .containsExactly(
            List.of("198.51.100.1, 127.0.0.1"),
            List.of("198.51.100.2, 10.0.0.7, 127.0.0.1"),
            List.of("127.0.0.1"));
  }

  private static void show(Exchange exchange) {
    exchange.api(ApiRequest.get("/api/thing"), Void.class);
    exchange.show(PAGE, Map.of("said", "done"));
  }
}
