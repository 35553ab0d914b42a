package dev.dizhtime.runtime.http;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.dizhtime.runtime.json.Json;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.json.schema.JsonSchemaValidationException;
import io.vertx.json.schema.SchemaRepository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;

/**
 * The step of a module's build that checks its {@code openapi.yaml} files, which people write, and
 * makes an {@code openapi.json} beside each, which a service reads ten times as fast.
 */
public final class DescriptionBuild {
  private static final String WRITTEN = "openapi.yaml";
  private static final String MADE = "openapi.json";
  private static final int MAX_DEPTH = 20;

  private final Vertx vertx;
  private final SchemaRepository schemas;

  private DescriptionBuild(Vertx vertx) {
    this.vertx = vertx;
    this.schemas = join(Description.VERSION.getRepository(vertx, Description.BASE_URI));
  }

  /**
   * Makes those in a folder of classes and resources; none, when there is no such folder.
   *
   * @param folder the only argument
   * @throws IllegalArgumentException when one is no OpenAPI document; says where
   */
  public static void main(String[] folder) throws IOException {
    List<Path> written = written(Path.of(folder[0]));
    if (written.isEmpty()) {
      return;
    }
    Vertx vertx = Vertx.vertx();
    try {
      var build = new DescriptionBuild(vertx);
      for (Path file : written) {
        build.make(file);
      }
    } finally {
      join(vertx.close());
    }
  }

  private static List<Path> written(Path folder) throws IOException {
    if (Files.notExists(folder)) {
      return List.of();
    }
    try (var found = Files.find(folder, MAX_DEPTH, (file, _) -> file.endsWith(WRITTEN))) {
      return found.sorted().toList();
    }
  }

  private void make(Path file) throws IOException {
    @SuppressWarnings("unchecked")
    Map<String, Object> yaml = new YAMLMapper().readValue(file.toFile(), Map.class);
    var document = new JsonObject(Json.write(yaml));
    check(file, document);
    Files.writeString(file.resolveSibling(MADE), document.encode());
  }

  private void check(Path file, JsonObject document) {
    String version = document.getString("openapi", "");
    if (!version.startsWith("3.1.")) {
      throw new IllegalArgumentException(file + ": openapi: must be 3.1.x, not " + version);
    }
    try {
      join(Description.VERSION.validateContract(vertx, schemas, document)).checkValidity();
      join(Description.of(vertx, document));
    } catch (JsonSchemaValidationException e) {
      throw new IllegalArgumentException(file + ": " + e.location() + ": " + e.getMessage(), e);
    } catch (CompletionException e) {
      throw new IllegalArgumentException(file + ": " + e.getCause().getMessage(), e);
    }
  }

  private static <T> T join(Future<T> future) {
    return future.toCompletionStage().toCompletableFuture().join();
  }
}
