package dev.dizhtime.advisories;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SearchTest {
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 30);
  private static final String REASON =
      "Only a template of ours is ever run, and none is made of input.";

  /** As OSV writes it. */
  private static final String RECORD =
      """
      {"schema_version": "1.7.0", "id": "GHSA-c9ph-gxww-7744", "modified": "2026-05-04T00:00:00Z",
       "aliases": ["CVE-2026-41901"], "summary": "forbidden expressions", "details": "…",
       "affected": [
         {"package": {"ecosystem": "Maven", "name": "org.thymeleaf:thymeleaf", "purl": "pkg:maven/…"},
          "ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "0"}, {"fixed": "3.1.5.RELEASE"}]}]},
         {"package": {"ecosystem": "Maven", "name": "an:other"}, "versions": ["1.0.1"],
          "ranges": [
            {"type": "ECOSYSTEM", "events": [{"introduced": "2.0.0"}, {"last_affected": "2.4.9"}]},
            {"type": "ECOSYSTEM", "events": [
              {"fixed": "4.2.1"}, {"introduced": "4.2.0.Alpha1"}, {"introduced": "3.0"}, {"fixed": "3.1"}]},
            {"type": "GIT", "events": [{"introduced": "0"}]}]}]}
      """;

  @ParameterizedTest
  @CsvSource({
    "org.thymeleaf:thymeleaf, 3.1.2.RELEASE, true",
    "org.thymeleaf:thymeleaf, 3.1.5.RELEASE, false",
    "org.thymeleaf:thymeleaf, 3.1.10.RELEASE, false",
    "org.thymeleaf:thymeleaf-spring6, 3.1.2.RELEASE, false",
    "an:other, 1.0.0, false",
    "an:other, 1.0.1, true",
    "an:other, 2.0.0-rc1, false",
    "an:other, 2.4.9, true",
    "an:other, 2.4.10, false",
    "an:other, 3.0.5, true",
    "an:other, 3.1, false",
    "an:other, 4.2.0.Alpha1, true",
    "an:other, 4.2.0.Final, true",
    "an:other, 4.2.1.RC1, true",
    "an:other, 4.2.1, false",
    "an:other, 4.10.0, false"
  })
  void knowsWhichVersionsARecordIsAbout(String name, String version, boolean concerned)
      throws Exception {
    assertThat(record().concerns(new Part(Part.MAVEN, name, version))).isEqualTo(concerned);
  }

  @Test
  void findsAnOldVersionAndSaysWhoRunsWithIt() throws Exception {
    assertThat(complaints("3.1.2.RELEASE"))
        .singleElement()
        .asString()
        .contains("thymeleaf 3.1.2.RELEASE", "CVE-2026-41901", "portals/design");
    assertThat(complaints("3.1.5.RELEASE")).isEmpty();
  }

  @Test
  void anExceptionHoldsForItsWeaknessItsPartAndItsTime() throws Exception {
    assertThat(complaints("3.1.2.RELEASE", exemption(TODAY))).isEmpty();
    assertThat(complaints("3.1.2.RELEASE", exemption(TODAY.minusDays(1))))
        .singleElement()
        .asString()
        .contains("ended on 2026-11-29");
    assertThat(complaints("3.1.2.RELEASE", exemption(TODAY.plusYears(1))))
        .singleElement()
        .asString()
        .contains("more than");
    assertThat(
            complaints(
                "3.1.2.RELEASE",
                new Exemption("CVE-2026-41901", "org.thymeleaf:thymeleaf", "later", TODAY)))
        .singleElement()
        .asString()
        .contains("no reason");
  }

  @Test
  void anExceptionThatIsForNothingIsToGo() throws Exception {
    assertThat(complaints("3.1.5.RELEASE", exemption(TODAY)))
        .singleElement()
        .asString()
        .contains("is for nothing that is found");
    assertThat(
            complaints(
                "3.1.2.RELEASE", new Exemption("CVE-2026-41901", "another:library", REASON, TODAY)))
        .hasSize(2);
  }

  @Test
  void saysHowOldTheRecordsAreAndWarnsWhenTheyAreOld() {
    var source = new Advisories.Source("a test", TODAY, "none");

    assertThat(source.age(TODAY.plusDays(3))).contains("3 days old").doesNotContain("WARNING");
    assertThat(source.age(TODAY.plusDays(Advisories.OLD_DAYS + 1))).startsWith("WARNING");
  }

  private static Exemption exemption(LocalDate until) {
    return new Exemption("CVE-2026-41901", "org.thymeleaf:thymeleaf", REASON, until);
  }

  private static List<String> complaints(String version, Exemption... exemptions) throws Exception {
    var advisories =
        new Advisories(new Advisories.Source("a test", TODAY, "none"), List.of(record()));
    return new Search(advisories, List.of(exemptions), TODAY)
        .complaints(
            Map.of(Part.maven("org.thymeleaf", "thymeleaf", version), Set.of("portals/design")));
  }

  private static Advisory record() throws Exception {
    return Advisories.JSON.readValue(RECORD, Advisory.class);
  }
}
