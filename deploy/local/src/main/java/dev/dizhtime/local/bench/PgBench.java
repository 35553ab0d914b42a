package dev.dizhtime.local.bench;

import dev.dizhtime.local.platform.Databases;
import dev.dizhtime.local.terminal.Refusal;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** PostgreSQL's own benchmark, TPC-B-like. */
final class PgBench {
  private static final Path DEBIAN = Path.of("/usr/lib/postgresql");
  private static final Pattern TPS = Pattern.compile("tps = ([0-9.]+)");
  private static final String DATABASE = "postgres";

  private final Path program;
  private final String address;

  /**
   * On the server at {@code address}.
   *
   * @throws Refusal when it is not installed
   */
  PgBench(String address) {
    this.program = find();
    this.address = address;
  }

  /** Where it is; throws {@link Refusal} with what to do when it is nowhere. */
  static Path find() {
    try (Stream<Path> onPath =
            Stream.of(Objects.toString(System.getenv("PATH"), "").split(":"))
                .map(folder -> Path.of(folder).resolve("pgbench"));
        Stream<Path> debian =
            Files.isDirectory(DEBIAN)
                ? Files.list(DEBIAN).map(version -> version.resolve("bin").resolve("pgbench"))
                : Stream.empty()) {
      return Stream.concat(onPath, debian)
          .filter(Files::isExecutable)
          .findFirst()
          .orElseThrow(
              () ->
                  new Refusal(
                      "pgbench is not installed: apt-get install postgresql-contrib (Debian and"
                          + " Ubuntu; elsewhere it comes with PostgreSQL)."));
    } catch (IOException e) {
      throw new Refusal(DEBIAN + " cannot be read: " + e.getMessage(), e);
    }
  }

  /** Fills its tables; {@code scale} times 100,000 accounts. */
  void initialise(int scale) {
    run(List.of("-i", "-q", "-s", Integer.toString(scale)));
  }

  /** Runs it for so long; returns transactions a second. */
  double run(int clients, int seconds) {
    var output =
        run(
            List.of(
                "-M",
                "prepared",
                "-c",
                Integer.toString(clients),
                "-j",
                "2",
                "-T",
                Integer.toString(seconds)));
    var found = TPS.matcher(output);
    if (!found.find()) {
      throw new Refusal("pgbench said something else than expected: " + output.strip());
    }
    return Double.parseDouble(found.group(1));
  }

  /** Drops its tables, so that they take no memory from what comes next. */
  void clear() {
    run(List.of("-i", "-I", "d"));
  }

  private String run(List<String> options) {
    var uri = URI.create(Databases.url(address, DATABASE));
    var credentials = uri.getUserInfo().split(":", 2);
    var command = new ArrayList<>(List.of(program.toString()));
    command.addAll(options);
    command.addAll(
        List.of("-h", uri.getHost(), "-p", Integer.toString(uri.getPort()), "-U", credentials[0]));
    command.add(DATABASE);
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("PGPASSWORD", credentials[1]);
    try {
      var process = builder.start();
      var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new Refusal("pgbench failed: " + output.strip());
      }
      return output;
    } catch (IOException e) {
      throw new Refusal("pgbench cannot be run: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Refusal("Interrupted while pgbench ran.", e);
    }
  }
}
