package dev.dizhtime.advisories;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.maven.artifact.versioning.ComparableVersion;

/** What is read of a record of the Open Source Vulnerability format. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record Advisory(
    @JsonProperty("schema_version") String schemaVersion,
    String id,
    Instant modified,
    Instant published,
    Instant withdrawn,
    List<String> aliases,
    String summary,
    List<Affected> affected,
    List<Reference> references,
    @JsonProperty("database_specific") Specific specific) {
  Advisory {
    aliases = orNone(aliases);
    affected = orNone(affected);
    references = orNone(references);
  }

  /** Which versions of a library have the weakness. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  record Affected(Library library, List<Range> ranges, List<String> versions) {
    Affected(
        @JsonProperty("package") Library library,
        @JsonProperty("ranges") List<Range> ranges,
        @JsonProperty("versions") List<String> versions) {
      this.library = library;
      this.ranges = orNone(ranges);
      this.versions = orNone(versions);
    }

    @Override
    @JsonProperty("package")
    public Library library() {
      return library;
    }

    boolean has(Part part) {
      return library != null
          && library.ecosystem().equals(part.ecosystem())
          && library.name().equals(part.name())
          && (versions.contains(part.version())
              || ranges.stream().anyMatch(range -> range.holds(part.version())));
    }
  }

  @JsonIgnoreProperties(ignoreUnknown = true)
  record Library(String ecosystem, String name) {}

  @JsonIgnoreProperties(ignoreUnknown = true)
  record Reference(String type, String url) {}

  @JsonIgnoreProperties(ignoreUnknown = true)
  record Specific(String severity) {}

  /** Where the weakness begins and ends, in the order of versions. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record Range(String type, List<Event> events) {
    Range {
      events = orNone(events);
    }

    /** Maven's own order; it orders the plain numbers and pre-releases of npm the same way. */
    boolean holds(String version) {
      if ("GIT".equals(type)) {
        return false;
      }
      var asked = new ComparableVersion(version);
      Optional<Event> last =
          events.stream()
              .filter(event -> event.isReached(asked))
              .max((one, other) -> one.at().compareTo(other.at()));
      return last.filter(event -> event.introduced() != null).isPresent();
    }
  }

  /** One end of a range; one of the three is there. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Event(
      String introduced, String fixed, @JsonProperty("last_affected") String lastAffected) {
    private ComparableVersion at() {
      return new ComparableVersion(
          introduced != null ? introduced : fixed != null ? fixed : lastAffected);
    }

    private boolean isReached(ComparableVersion version) {
      int order = version.compareTo(at());
      return "0".equals(introduced) || (lastAffected != null ? order > 0 : order >= 0);
    }
  }

  /** Whether that library has it in that version. A record that was withdrawn holds for nothing. */
  boolean concerns(Part part) {
    return withdrawn == null && affected.stream().anyMatch(each -> each.has(part));
  }

  /** The id and, in brackets, the others that it is known by. */
  String name() {
    return aliases.isEmpty() ? id : id + " (" + String.join(", ", aliases) + ")";
  }

  /** Whether it goes by that id. */
  boolean isKnownAs(String wanted) {
    return id.equals(wanted) || aliases.contains(wanted);
  }

  private static <T> List<T> orNone(List<T> values) {
    return values == null ? List.of() : List.copyOf(values);
  }
}
