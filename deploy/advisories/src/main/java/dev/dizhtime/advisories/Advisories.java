package dev.dizhtime.advisories;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The records of the project, and how old they are. */
record Advisories(Source source, List<Advisory> records) {
  static final JsonMapper JSON =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .build();

  /** From when on it is said with a warning how old the records are. */
  static final int OLD_DAYS = 45;

  /** Where the records are from. */
  record Source(String from, LocalDate fetched, String licence) {
    /** How old they are, in a sentence. */
    String age(LocalDate today) {
      long days = ChronoUnit.DAYS.between(fetched, today);
      String said = "The advisories are of " + fetched + ", " + days + " days old.";
      return days > OLD_DAYS
          ? "WARNING: "
              + said
              + " What was found since is not known here: deploy/advisories/README.md."
          : said;
    }
  }

  /** Reads a folder like {@code deploy/advisories}. */
  static Advisories read(Path folder) throws IOException {
    List<Advisory> records = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder.resolve("osv"))) {
      for (Path file : files.sorted().toList()) {
        Advisory advisory = JSON.readValue(file.toFile(), Advisory.class);
        if (!file.getFileName().toString().equals(advisory.id() + ".json")) {
          throw new IOException(file + " is not the record of " + advisory.id());
        }
        records.add(advisory);
      }
    }
    return new Advisories(
        JSON.readValue(folder.resolve("source.json").toFile(), Source.class), List.copyOf(records));
  }
}
