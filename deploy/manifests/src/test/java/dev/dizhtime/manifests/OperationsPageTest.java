package dev.dizhtime.manifests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dizhtime.contracts.ConsumerGroup;
import dev.dizhtime.contracts.Topic;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What operators are told to type at night is there when they type it. */
class OperationsPageTest {
  private static final Path DOCS = Tools.ROOT.resolve("docs");
  private static final Pattern STOPPED = Pattern.compile("scale deployment/([a-z-]+) --replicas=0");
  private static final Pattern STARTED = Pattern.compile("--from=cronjob/([a-z-]+)");

  /** A job that is made of a CronJob, with what is set for it. */
  private static final Pattern FILLED_IN =
      Pattern.compile("--from=cronjob/([a-z-]+)[^`]*?set env --local -f - ([^`]*?)-o yaml");

  private static final Pattern VARIABLE = Pattern.compile("\\b([A-Z][A-Z_]+)=");
  private static final Pattern SET_BACK = Pattern.compile("OFFSET_GROUPS=\"([^\"]+)\"");

  /** What follows on the command's way to apply. */
  private static final Pattern SERVER_SIDE = Pattern.compile("--server-side[, ]+(\\S+?)[\\s\\]]");

  @Test
  void nothingThatKedaBringsBackIsStoppedByItsDeployment() {
    var scaled =
        Rendered.overlay("production").of("ScaledObject").stream()
            .map(each -> each.at("/spec/scaleTargetRef/name").asText())
            .collect(Collectors.toSet());
    assertThat(scaled).contains("wallet");
    assertThat(found(STOPPED)).doesNotContainAnyElementsOf(scaled);
    assertThat(read(DOCS.resolve("operations.md")))
        .contains("annotate scaledobject wallet autoscaling.keda.sh/paused-replicas=0 --overwrite")
        .contains("annotate scaledobject wallet autoscaling.keda.sh/paused-replicas-");
  }

  @Test
  void everyJobIsMadeOfACronJobThatIsThere() {
    var there =
        Rendered.overlay("production").of("CronJob").stream()
            .map(each -> each.at("/metadata/name").asText())
            .collect(Collectors.toSet());
    assertThat(found(STARTED)).isEqualTo(there);
  }

  @Test
  void whatIsFilledInIsWhatTheJobReads() {
    var filled = FILLED_IN.matcher(read(DOCS.resolve("operations.md"))).results().toList();
    assertThat(filled).hasSizeGreaterThanOrEqualTo(2);
    for (var each : filled) {
      var names = VARIABLE.matcher(each.group(2)).results().map(name -> name.group(1)).toList();
      assertThat(names).isNotEmpty();
      assertThat(read(each.group(1))).as(each.group(1)).containsAll(names);
    }
  }

  /** A group that is forgotten never hears again what its tables lost. */
  @Test
  void everyGroupThatCanGoBackIsNamed() {
    var groups =
        Stream.of(ConsumerGroup.values())
            .map(each -> Topic.DEFAULT_PREFIX + each.groupName())
            .collect(Collectors.toSet());
    var page = read(DOCS.resolve("operations.md"));
    assertThat(groups).allSatisfy(group -> assertThat(page).contains("`" + group + "`"));
    var setBack = SET_BACK.matcher(page).results().map(each -> each.group(1).split(" ")).toList();
    assertThat(setBack)
        .isNotEmpty()
        .allSatisfy(each -> assertThat(groups).contains(each))
        .allSatisfy(each -> assertThat(each).contains("dizhtime.wallet", "dizhtime.wallet-views"));
  }

  /**
   * What somebody set by hand, or took back, is theirs to the API server, and the next apply would
   * end there.
   */
  @Test
  void everyApplyTakesBackWhatWasSetByHand() throws IOException {
    List<String> applies = new ArrayList<>();
    for (var folder : List.of("docs", "kustomize", "observability", "deploy/k8s")) {
      try (var files = Files.walk(Tools.ROOT.resolve(folder))) {
        files.filter(Files::isRegularFile).map(OperationsPageTest::read).forEach(applies::add);
      }
    }
    applies.add(read(Tools.ROOT.resolve("deploy/k8s.sh")));
    applies.add(read(Tools.ROOT.resolve("deploy/skaffold.yaml")));
    assertThat(applies.stream().flatMap(text -> SERVER_SIDE.matcher(text).results()))
        .hasSizeGreaterThan(10)
        .allMatch(flags -> flags.group(1).equals("--force-conflicts"), "--force-conflicts");
    assertThat(read(DOCS.resolve("operations.md"))).doesNotContain("apply -k", "diff -k");
  }

  private static List<String> read(String cronJob) {
    return Rendered.overlay("production").pods().stream()
        .filter(pods -> pods.name().equals(cronJob))
        .flatMap(pods -> pods.containers().stream())
        .flatMap(container -> Rendered.each(container.path("env")))
        .map(variable -> variable.path("name").asText())
        .toList();
  }

  private static Set<String> found(Pattern pattern) {
    try (var files = Files.walk(DOCS)) {
      return files
          .filter(file -> file.toString().endsWith(".md"))
          .flatMap(file -> pattern.matcher(read(file)).results())
          .map(found -> found.group(1))
          .collect(Collectors.toSet());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
