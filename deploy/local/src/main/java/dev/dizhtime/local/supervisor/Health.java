package dev.dizhtime.local.supervisor;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dizhtime.local.platform.Part;
import dev.dizhtime.local.platform.PortPlan;
import dev.dizhtime.runtime.json.Json;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/** Asks parts how they are, on their management ports. */
public final class Health {
  private static final int CONNECT_MILLIS = 500;
  private static final int READ_MILLIS = 3_000;
  private static final String UP = "up";

  private Health() {}

  /** Whether the part takes traffic. */
  public static boolean ready(PortPlan ports, Part part) {
    return checks(ports, part).values().stream().allMatch(UP::equals);
  }

  /** Each check with "up" or what is wrong; a single "process" when the part does not answer. */
  public static Map<String, String> checks(PortPlan ports, Part part) {
    try {
      var answer = get(ports.management(part), "/health/ready");
      var checks = new TreeMap<String, String>();
      answer
          .path("checks")
          .properties()
          .forEach(c -> checks.put(c.getKey(), c.getValue().asText()));
      if (checks.isEmpty()) {
        checks.put("status", answer.path("status").asText("unknown"));
      }
      return checks;
    } catch (IOException _) {
      return Map.of("process", "down: does not answer");
    }
  }

  private static JsonNode get(int port, String path) throws IOException {
    var address = URI.create("http://127.0.0.1:" + port + path).toURL();
    var connection = (HttpURLConnection) address.openConnection();
    connection.setConnectTimeout(CONNECT_MILLIS);
    connection.setReadTimeout(READ_MILLIS);
    try (var body =
        connection.getResponseCode() < HttpURLConnection.HTTP_BAD_REQUEST
            ? connection.getInputStream()
            : connection.getErrorStream()) {
      if (body == null) {
        throw new IOException("no body");
      }
      return Json.TOLERANT.readTree(new String(body.readAllBytes(), StandardCharsets.UTF_8));
    }
  }
}
