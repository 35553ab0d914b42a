package dev.dizhtime.manifests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the build makes is what the cluster asks for, and the other way round. */
class ImageNamesTest {
  private static final Path ROOT = Path.of(System.getProperty("dizhtime.root"));
  private static final Pattern NAME = Pattern.compile("<image.name>([a-z-]+)</image.name>");

  static Stream<Rendered> rendered() {
    return Rendered.all();
  }

  @ParameterizedTest
  @MethodSource("rendered")
  void everyImageOfOursIsMadeByAModule(Rendered rendered) throws IOException {
    Set<String> wanted = new TreeSet<>();
    for (var pods : rendered.pods()) {
      for (var container : pods.containers()) {
        var image = container.path("image").asText();
        int name = image.indexOf("dizhtime/");
        if (name >= 0) {
          wanted.add(image.substring(name + "dizhtime/".length()).replaceAll("[:@].*", ""));
        }
      }
    }
    assertThat(wanted).isEqualTo(rendered.name().startsWith("observability") ? Set.of() : made());
  }

  /** On Docker Hub the name is not ours: whoever has it there must not be run here. */
  @Test
  void onKindNobodyPullsThem() {
    for (var pods : Rendered.overlay("local").pods()) {
      for (var container : pods.containers()) {
        if (container.path("image").asText().startsWith("dizhtime/")) {
          assertThat(container.path("imagePullPolicy").asText())
              .as(pods.toString())
              .isEqualTo("Never");
        }
      }
    }
  }

  @Test
  void skaffoldBuildsEachOfThem() throws IOException {
    Set<String> built = new TreeSet<>();
    for (var artifact : Skaffold.read().at("/build/artifacts")) {
      var name = artifact.path("image").asText().substring("dizhtime/".length());
      assertThat(artifact.at("/jib/project").asText()).isEqualTo("dev.dizhtime:dizhtime-" + name);
      built.add(name);
    }
    assertThat(built).isEqualTo(made());
  }

  @ParameterizedTest
  @ValueSource(strings = {"staging", "production"})
  void skaffoldTrainsEachOfThemBeforeTheyAreTriedInEarnest(String name) throws IOException {
    var profile =
        Skaffold.read()
            .path("profiles")
            .valueStream()
            .filter(each -> each.path("name").asText().equals(name))
            .findFirst()
            .orElseThrow();
    Set<String> built = new TreeSet<>();
    for (var artifact : profile.at("/build/artifacts")) {
      var image = artifact.path("image").asText().substring("dizhtime/".length());
      assertThat(artifact.at("/custom/buildCommand").asText())
          .isEqualTo("deploy/images/skaffold.sh " + image);
      assertThat(artifact.at("/custom/dependencies/paths")).isNotEmpty();
      built.add(image);
    }
    assertThat(built).isEqualTo(made());
  }

  private static Set<String> made() throws IOException {
    Set<String> made = new TreeSet<>();
    for (var parts : new String[] {"verticles", "portals"}) {
      try (var modules = Files.list(ROOT.resolve(parts))) {
        for (Path module : modules.toList()) {
          var pom = module.resolve("pom.xml");
          var name = NAME.matcher(Files.exists(pom) ? Files.readString(pom) : "");
          if (name.find()) {
            made.add(name.group(1));
          }
        }
      }
    }
    return made;
  }
}
