package dev.dizhtime.runtime.http;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.json.schema.Draft;
import io.vertx.json.schema.JsonSchemaOptions;
import io.vertx.json.schema.OutputFormat;
import io.vertx.json.schema.SchemaRepository;
import io.vertx.openapi.contract.OpenAPIContract;
import io.vertx.openapi.contract.OpenAPIVersion;
import io.vertx.openapi.contract.impl.OpenAPIContractImpl;
import io.vertx.openapi.impl.OpenAPIFormatValidator;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * An OpenAPI document as it is served, and as requests are held against it.
 *
 * <p>Only the build holds the document itself against OpenAPI's schemas ({@link DescriptionBuild}):
 * a service would need a quarter of its start to read those, and to find what was found before.
 */
record Description(JsonObject document, OpenAPIContract contract) {
  static final OpenAPIVersion VERSION = OpenAPIVersion.V3_1;
  static final String BASE_URI = "app://";

  /** Reads the document that the build has made at a place on the class path. */
  static JsonObject read(String path) {
    try (var in = Description.class.getClassLoader().getResourceAsStream(path)) {
      if (in == null) {
        throw new FileNotFoundException(
            "not on the class path: " + path + ", which Maven makes of the YAML beside it");
      }
      return new JsonObject(Buffer.buffer(in.readAllBytes()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** With the contract of a document that the build has checked. */
  static Future<Description> of(Vertx vertx, JsonObject document) {
    var options =
        new JsonSchemaOptions()
            .setDraft(Draft.DRAFT202012)
            .setBaseUri(BASE_URI)
            .setOutputFormat(OutputFormat.Basic);
    var schemas = SchemaRepository.create(options, new OpenAPIFormatValidator());
    return VERSION
        .resolve(vertx, schemas, withKnownMediaTypes(document))
        .map(
            resolved ->
                new Description(document, new OpenAPIContractImpl(resolved, VERSION, schemas)));
  }

  /** Vert.x refuses a contract that speaks of these; answers are not validated anyway. */
  private static JsonObject withKnownMediaTypes(JsonObject document) {
    return new JsonObject(
        document
            .encode()
            .replace('"' + Problem.MEDIA_TYPE + '"', "\"application/json\"")
            .replace("\"text/csv\"", "\"text/plain\""));
  }
}
