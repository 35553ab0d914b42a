package dev.dizhtime.runtime.traces;

import dev.dizhtime.runtime.json.Json;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Where Grafana shows a trace, with the data source that {@code observability/} provisions. */
public final class GrafanaLink {
  private static final String DATA_SOURCE = "tempo";

  private GrafanaLink() {}

  /** {@code grafana} is its address, without a slash at the end. */
  public static String to(String grafana, String traceId) {
    Map<String, Object> pane =
        Map.of(
            "datasource",
            DATA_SOURCE,
            "queries",
            List.of(
                Map.of(
                    "refId",
                    "A",
                    "datasource",
                    Map.of("type", DATA_SOURCE, "uid", DATA_SOURCE),
                    "queryType",
                    "traceql",
                    "query",
                    traceId)));
    return grafana
        + "/explore?schemaVersion=1&orgId=1&panes="
        + URLEncoder.encode(Json.write(Map.of("trace", pane)), StandardCharsets.UTF_8);
  }
}
