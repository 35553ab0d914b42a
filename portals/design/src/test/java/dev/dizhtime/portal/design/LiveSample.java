package dev.dizhtime.portal.design;

import dev.dizhtime.portal.design.api.ApiRequest;
import dev.dizhtime.portal.design.live.LiveStreams;
import dev.dizhtime.portal.design.testing.CannedApi;
import dev.dizhtime.portal.design.testing.Portals;
import dev.dizhtime.portal.design.view.Assets;
import dev.dizhtime.portal.design.view.View;
import dev.dizhtime.runtime.security.Role;
import dev.dizhtime.runtime.service.RunningService;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/** A portal of one live page: what it says, and what waits for an answer on it. */
final class LiveSample implements AutoCloseable {
  private static final PortalSite SITE =
      new PortalSite(
          "sample", "/sample", "/sample/live", Set.of(Role.RESTAURANT), false, List.of());
  private static final View PAGE = View.page("sample/templates/live");

  /** Answers what the page asks for; a problem here is one that the page has to show. */
  final CannedApi api = new CannedApi("restaurant").answer("GET /api/thing", Map.of());

  private final List<String> waiting = new CopyOnWriteArrayList<>();
  private final RunningService portal;
  private volatile LiveStreams streams;
  private volatile String said = "first";

  LiveSample() {
    portal =
        Portals.start(
            "portal-sample",
            service -> {
              PortalServer server =
                  PortalServer.open(service, SITE, api, new Assets(SITE.basePath()));
              streams = server.streams();
              server
                  .memberPage("/live", this::show)
                  .memberAction("/answer/:name", this::answered)
                  .memberAction("/act", this::show)
                  .stream("/stream", exchange -> Set.of(exchange.login().orElseThrow().userId()))
                  .listen();
            });
  }

  String address(String path) {
    return portal.address() + "/sample" + path;
  }

  /** Changes the page without a word to anybody. */
  void says(String words) {
    said = words;
  }

  /** Something waits for an answer from now on. */
  void waitsFor(String name) {
    waiting.add(name);
  }

  /** Tells the pages to look again. */
  void changed() {
    streams.changed(CannedApi.USER_ID);
  }

  @Override
  public void close() {
    portal.close();
  }

  private void show(Exchange exchange) {
    exchange.api(ApiRequest.get("/api/thing"), Map.class);
    Map<String, Object> model = Map.of("said", said, "waiting", List.copyOf(waiting));
    exchange.show(exchange.wantsFragment() ? PAGE.part("part") : PAGE, model);
  }

  private void answered(Exchange exchange) {
    waiting.remove(exchange.pathWord("name"));
    show(exchange);
  }
}
