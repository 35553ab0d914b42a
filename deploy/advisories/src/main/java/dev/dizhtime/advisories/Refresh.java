package dev.dizhtime.advisories;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Asks OSV for all that is known of our libraries, in any version, and keeps what it says. */
final class Refresh {
  private static final URI OSV = URI.create("https://api.osv.dev");
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int MAX_ANSWER_BYTES = 16 << 20;
  private static final int QUERIES_AT_ONCE = 100;
  private static final int MAX_PAGES = 50;

  /** What may become the name of a file. */
  private static final Pattern ID = Pattern.compile("[A-Z][A-Za-z0-9]*-[A-Za-z0-9-]{1,60}");

  private final HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
  private final URI server;

  Refresh(URI server) {
    this.server = server;
  }

  /** The first argument is the root of the project, the second, if any, another server. */
  public static void main(String[] arguments) throws Exception {
    Path root = Path.of(arguments[0]);
    Set<Part> parts = Modules.parts(root).keySet();
    int kept =
        new Refresh(arguments.length > 1 ? URI.create(arguments[1]) : OSV)
            .refresh(parts, root.resolve("deploy/advisories"), LocalDate.now(ZoneOffset.UTC));
    System.out.println(kept + " advisories are known of the libraries that we use.");
  }

  /** Replaces the records of a folder once all new ones are there; says how many there are. */
  int refresh(Set<Part> parts, Path folder, LocalDate today) throws Exception {
    var records = new TreeMap<String, Advisory>();
    for (String id : ids(parts)) {
      JsonNode answer = ask(HttpRequest.newBuilder(server.resolve("/v1/vulns/" + id)).GET());
      records.put(id, ours(Advisories.JSON.treeToValue(answer, Advisory.class), parts));
    }
    Path osv = folder.resolve("osv");
    for (var each : records.entrySet()) {
      Advisories.JSON.writeValue(osv.resolve(each.getKey() + ".json").toFile(), each.getValue());
    }
    try (Stream<Path> files = Files.list(osv)) {
      for (Path file : files.toList()) {
        if (!records.containsKey(file.getFileName().toString().replace(".json", ""))) {
          Files.delete(file);
        }
      }
    }
    Advisories.JSON.writeValue(
        folder.resolve("source.json").toFile(),
        new Advisories.Source(server.toString(), today, "CC-BY-4.0"));
    return records.size();
  }

  private Set<String> ids(Set<Part> parts) throws Exception {
    List<Part> libraries =
        parts.stream().map(part -> new Part(part.ecosystem(), part.name(), "")).distinct().toList();
    Set<String> ids = new TreeSet<>();
    for (int from = 0; from < libraries.size(); from += QUERIES_AT_ONCE) {
      ArrayNode queries = Advisories.JSON.createArrayNode();
      libraries
          .subList(from, Math.min(from + QUERIES_AT_ONCE, libraries.size()))
          .forEach(part -> queries.add(query(part)));
      for (int page = 0; !queries.isEmpty(); page++) {
        if (page == MAX_PAGES) {
          throw new IOException("OSV's answer has no end");
        }
        JsonNode results = ask(queries).path("results");
        ArrayNode more = Advisories.JSON.createArrayNode();
        for (int i = 0; i < queries.size(); i++) {
          JsonNode result = results.path(i);
          result.path("vulns").forEach(found -> ids.add(checked(found.path("id").asText())));
          if (result.hasNonNull("next_page_token")) {
            more.add(
                ((ObjectNode) queries.get(i).deepCopy())
                    .put("page_token", result.get("next_page_token").asText()));
          }
        }
        queries.removeAll().addAll(more);
      }
    }
    return ids;
  }

  private static ObjectNode query(Part part) {
    ObjectNode query = Advisories.JSON.createObjectNode();
    query.putObject("package").put("ecosystem", part.ecosystem()).put("name", part.name());
    return query;
  }

  private static String checked(String id) {
    if (!ID.matcher(id).matches()) {
      throw new IllegalStateException("OSV names a record " + id);
    }
    return id;
  }

  /**
   * Of a record, what concerns our libraries, without the versions that its ranges tell as well.
   */
  private static Advisory ours(Advisory all, Set<Part> parts) {
    List<Advisory.Affected> affected =
        all.affected().stream()
            .filter(
                each ->
                    each.library() != null
                        && parts.stream()
                            .anyMatch(
                                part ->
                                    part.ecosystem().equals(each.library().ecosystem())
                                        && part.name().equals(each.library().name())))
            .map(
                each ->
                    each.ranges().isEmpty()
                        ? each
                        : new Advisory.Affected(each.library(), each.ranges(), List.of()))
            .toList();
    return new Advisory(
        all.schemaVersion(),
        all.id(),
        all.modified(),
        all.published(),
        all.withdrawn(),
        all.aliases(),
        all.summary(),
        affected,
        all.references().stream().filter(each -> "ADVISORY".equals(each.type())).toList(),
        all.specific());
  }

  private JsonNode ask(ArrayNode queries) throws Exception {
    ObjectNode body = Advisories.JSON.createObjectNode();
    body.set("queries", queries);
    return ask(
        HttpRequest.newBuilder(server.resolve("/v1/querybatch"))
            .header("content-type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body.toString())));
  }

  private JsonNode ask(HttpRequest.Builder request) throws Exception {
    HttpRequest asked = request.timeout(PATIENCE).build();
    var answer = http.send(asked, BodyHandlers.ofInputStream());
    try (InputStream body = answer.body()) {
      byte[] bytes = body.readNBytes(MAX_ANSWER_BYTES + 1);
      if (answer.statusCode() != 200 || bytes.length > MAX_ANSWER_BYTES) {
        throw new IOException(
            asked.uri() + " answers " + answer.statusCode() + " with " + bytes.length + " bytes");
      }
      return Advisories.JSON.readTree(bytes);
    }
  }
}
