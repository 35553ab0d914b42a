package dev.dizhtime.advisories;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

/** What every module runs with, held against what is known of it. */
class KnownWeaknessesTest {
  private static final Path ROOT = Path.of(System.getProperty("dizhtime.root"));
  private static final Path FOLDER = ROOT.resolve("deploy/advisories");

  @Test
  void nothingThatWeRunWithHasAKnownWeaknessThatIsNotExcepted() throws Exception {
    var today = LocalDate.now(ZoneOffset.UTC);
    var advisories = Advisories.read(FOLDER);
    System.out.println(advisories.source().age(today));
    var search = new Search(advisories, Exemption.read(FOLDER.resolve("exceptions.json")), today);

    assertThat(search.complaints(Modules.parts(ROOT))).isEmpty();
  }

  @Test
  void looksAtEveryModuleAndAtWhatTheServersOfThisMachineRunWith() throws Exception {
    var parts = Modules.parts(ROOT);

    assertThat(parts).hasSizeGreaterThan(200);
    assertThat(parts.keySet())
        .extracting(Part::name)
        .contains(
            "io.vertx:vertx-core",
            "org.apache.kafka:kafka_2.13",
            "org.elasticsearch:elasticsearch",
            "de.bwaldvogel:mongo-java-server",
            "htmx.org",
            "swagger-ui",
            "dompurify");
    assertThat(parts.values().stream().flatMap(java.util.Set::stream).distinct())
        .containsAll(Modules.names(ROOT));
  }

  @Test
  void everyRecordSaysWhereItIsFromAndWhatItConcerns() throws Exception {
    assertThat(Advisories.read(FOLDER).records())
        .hasSizeGreaterThan(100)
        .allSatisfy(
            record -> {
              assertThat(record.affected()).as(record.id()).isNotEmpty();
              assertThat(record.references()).as(record.id()).isNotEmpty();
              assertThat(record.summary()).as(record.id()).isNotBlank();
            });
  }
}
