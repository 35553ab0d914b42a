package dev.dizhtime.local.access;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.dizhtime.local.platform.Part;
import dev.dizhtime.testkit.ProjectRoot;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The OpenAPI documents of all services, as they stand in the checkout. */
final class ApiDocuments {
  private static final Pattern PARAMETER = Pattern.compile("\\{(\\w+)}");
  private static final Set<String> METHODS =
      Set.of("get", "put", "post", "delete", "patch", "head", "options", "trace");

  private ApiDocuments() {}

  /** Every operation of every document. */
  static List<Described> operations() {
    var verticles = ProjectRoot.find().resolve("verticles");
    try (Stream<Path> files =
        Files.find(verticles, 20, (file, _) -> file.endsWith("openapi.yaml"))) {
      return files
          .filter(file -> file.toString().contains("/src/main/resources/"))
          .sorted()
          .flatMap(file -> operations(verticles, file).stream())
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Described> operations(Path verticles, Path file) {
    List<Described> found = new ArrayList<>();
    var document = read(file);
    var part = part(verticles, file);
    var schemas = new Schemas(document);
    document
        .path("paths")
        .properties()
        .forEach(
            path ->
                path.getValue().properties().stream()
                    .filter(each -> METHODS.contains(each.getKey()))
                    .map(
                        each ->
                            described(part, path.getKey(), each.getKey(), each.getValue(), schemas))
                    .forEach(found::add));
    return found;
  }

  private static JsonNode read(Path file) {
    try {
      return new YAMLMapper().readTree(file.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The sandbox's document is in the wallet's module. */
  private static Part part(Path verticles, Path file) {
    var sandbox = file.getParent().getFileName().toString().equals("sandbox");
    var module = verticles.relativize(file).getName(0).toString();
    return Part.named(sandbox ? "payment-sandbox" : module)
        .orElseThrow(() -> new IllegalStateException("no service is described by " + file));
  }

  private static Described described(
      Part part, String path, String method, JsonNode operation, Schemas schemas) {
    return new Described(
        part,
        operation.path("operationId").asText(),
        method.toUpperCase(Locale.ROOT),
        path,
        texts(operation.path("x-roles")),
        texts(operation.path("x-scopes")),
        !operation.path("security").isEmpty(),
        PARAMETER.matcher(path).results().map((MatchResult each) -> each.group(1)).toList(),
        operation,
        schemas);
  }

  private static Set<String> texts(JsonNode array) {
    Set<String> texts = new TreeSet<>();
    array.forEach(each -> texts.add(each.asText()));
    return texts;
  }
}
