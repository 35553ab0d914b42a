package dev.dizhtime.images;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Map;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The images of a service and of a portal, run as a cluster would run them. */
class ImageIT {
  private static final Duration BOUND = Duration.ofSeconds(30);

  /** What a JVM that SIGTERM ended says: 128 + 15. A kill would be 137. */
  private static final String ENDED_BY_SIGTERM = "143";

  /** Nobody listens there: a service is ready without those that it calls. */
  private static final String NOWHERE = "http://127.0.0.1:1";

  private static final String ROUTES =
      """
      routes:
        - { prefix: /, upstream: "http://127.0.0.1:1", token: optional }
      """;

  @Test
  void aPortalRunsAsNobodyOnAReadOnlySystemAndStopsWhenAsked(@TempDir Path folder)
      throws Exception {
    var variables =
        Map.of(
            "JWKS_URL",
            NOWHERE + "/api/auth/jwks",
            "TOKEN_ISSUER",
            NOWHERE,
            "API_URL",
            NOWHERE,
            "KAFKA_BOOTSTRAP",
            "127.0.0.1:1",
            "SESSION_KEY",
            Base64.getEncoder().encodeToString(new byte[32]));
    try (var image = Image.of("portals/customer").trained(variables);
        var container = Container.run(image, variables)) {
      livesAsACluster(container);
      saysWhatItIsMadeOf(container, folder);
    }
  }

  private static void saysWhatItIsMadeOf(Container container, Path folder) throws Exception {
    Podman.podman("cp", container.id() + ":/app", folder.toString());
    var parts = new ArrayList<String>();
    try (var files = Files.walk(folder)) {
      for (Path file : files.filter(each -> each.toString().endsWith(".jar")).toList()) {
        try (var jar = new JarFile(file.toFile())) {
          var list = jar.getJarEntry("META-INF/sbom/application.cdx.json");
          if (list != null) {
            parts.add(new String(jar.getInputStream(list).readAllBytes(), UTF_8));
          }
        }
      }
    }
    assertThat(parts)
        .singleElement()
        .asString()
        .contains("CycloneDX", "pkg:maven/io.vertx/vertx-core@", "pkg:maven/org.thymeleaf/");
  }

  @Test
  void aServiceRunsAsNobodyOnAReadOnlySystemAndStopsWhenAsked(@TempDir Path folder)
      throws Exception {
    var routes = Files.writeString(folder.resolve("routes.yaml"), ROUTES);
    // Read by the container's user.
    assertThat(folder.toFile().setExecutable(true, false)).isTrue();
    assertThat(routes.toFile().setReadable(true, false)).isTrue();
    var variables =
        Map.of(
            "ROUTES_FILE",
            "/routes.yaml",
            "JWKS_URL",
            NOWHERE + "/api/auth/jwks",
            "TOKEN_ISSUER",
            NOWHERE);
    var volume = routes + ":/routes.yaml";
    try (var image = Image.of("verticles/gateway").trained(variables, volume);
        var container = Container.run(image, variables, volume)) {
      livesAsACluster(container);
    }
  }

  private static void livesAsACluster(Container container) throws Exception {
    await().atMost(BOUND).pollInterval(Duration.ofMillis(50)).until(container::ready);
    assertThat(container.process("status"))
        .as("the first process: no shell between, its user, capabilities and privileges")
        .contains("Name:\tjava")
        .containsPattern("Uid:\\s+10001\\s+10001\\s+10001\\s+10001")
        .containsPattern("CapEff:\\s+0+\\n")
        .containsPattern("NoNewPrivs:\\s+1");
    assertThat(container.process("maps"))
        .as("the JVM works on the classes of the cache")
        .contains(Image.CACHE);
    assertThatThrownBy(() -> Podman.podman("exec", container.id(), "touch", "/app/written"))
        .hasMessageContaining("Read-only file system");
    container.stop();
    assertThat(container.inspect("{{.State.ExitCode}}")).isEqualTo(ENDED_BY_SIGTERM);
    assertThat(container.log()).contains("has stopped; what was in hand is done");
  }
}
