package dev.dizhtime.contracts.schema;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The generated files as they stand in the repository. */
final class Committed {
  /** Whether the run is to write them anew instead of comparing. */
  static final boolean REGENERATE = Boolean.getBoolean("dizhtime.regenerate");

  static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private static final Path ROOT = Path.of(System.getProperty("dizhtime.root", "../.."));
  private static final Path SCHEMAS =
      ROOT.resolve("shared/contracts/src/main/resources/dev/dizhtime/contracts/schemas");

  private Committed() {}

  static Path schemas() {
    return SCHEMAS;
  }

  static Path schema(String type) {
    return SCHEMAS.resolve(type + ".json");
  }

  static Path asyncApi() {
    return ROOT.resolve("docs/events/asyncapi.yaml");
  }

  static void write(Path file, String text) {
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
