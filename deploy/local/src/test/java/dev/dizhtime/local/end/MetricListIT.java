package dev.dizhtime.local.end;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.dizhtime.local.demo.DemoOrder;
import dev.dizhtime.local.platform.Part;
import dev.dizhtime.local.terminal.Progress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * The metrics that dashboards and alerts may ask for are those that the platform exports. {@code
 * observability/metrics.txt} has a line for each: its name and all its labels. Written anew with
 * {@code -Ddizhtime.regenerate=true}; a line that begins with {@code ?} is of a series that appears
 * only when something happens, and is kept.
 */
class MetricListIT {
  private static final Path LIST =
      Path.of(System.getProperty("dizhtime.root"), "observability/metrics.txt");
  private static final Pattern SAMPLE =
      Pattern.compile("^([a-zA-Z_:][\\w:]*)(?:\\{(.*?)})? \\S+.*");
  private static final Pattern LABEL = Pattern.compile("(\\w+)=\"(?:[^\"\\\\]|\\\\.)*\"");

  @Test
  void namesWhatThePlatformExports() throws IOException {
    var platform = RunningPlatform.shared();
    try (var gateway = platform.gateway()) {
      new DemoOrder(gateway, platform.secrets(), Progress.plain(System.err)).run();
    }
    if (Boolean.getBoolean("dizhtime.regenerate")) {
      write(platform);
    }
    await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> holds(exported(platform)));
  }

  /** All that is listed is there; other tests on the same platform may bring more. */
  private static void holds(Map<String, Set<String>> exported) throws IOException {
    for (var listed : always().entrySet()) {
      assertThat(exported).containsKey(listed.getKey());
      assertThat(exported.get(listed.getKey())).as(listed.getKey()).containsAll(listed.getValue());
    }
  }

  private static void write(RunningPlatform platform) throws IOException {
    var lines = new ArrayList<>(Files.exists(LIST) ? Files.readAllLines(LIST) : List.of());
    lines.removeIf(line -> !line.startsWith("?") && !line.startsWith("#"));
    exported(platform).forEach((name, labels) -> lines.add(name + " " + String.join(",", labels)));
    Files.write(LIST, lines);
  }

  /** The listed ones that are always there. */
  private static Map<String, Set<String>> always() throws IOException {
    Map<String, Set<String>> listed = new TreeMap<>();
    for (var line : Files.readAllLines(LIST)) {
      if (!line.startsWith("#") && !line.startsWith("?") && !line.isBlank()) {
        var parts = line.split(" ", 2);
        listed.put(parts[0], new TreeSet<>(List.of(parts[1].split(","))));
      }
    }
    return listed;
  }

  /** What all parts export together, with the label that Prometheus gives. */
  private static Map<String, Set<String>> exported(RunningPlatform platform) {
    Map<String, Set<String>> names = new TreeMap<>();
    for (var part : Part.values()) {
      for (var line : scrape(platform.ports().management(part)).split("\n")) {
        var sample = SAMPLE.matcher(line);
        if (sample.matches()) {
          var labels =
              names.computeIfAbsent(sample.group(1), _ -> new TreeSet<>(Set.of("service")));
          var label = LABEL.matcher(sample.group(2) == null ? "" : sample.group(2));
          while (label.find()) {
            labels.add(label.group(1));
          }
        }
      }
    }
    return names;
  }

  private static String scrape(int port) {
    try (var http = HttpClient.newHttpClient()) {
      var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/metrics"));
      return http.send(request.build(), BodyHandlers.ofString()).body();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
