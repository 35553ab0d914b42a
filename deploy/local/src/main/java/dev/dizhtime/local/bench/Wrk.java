package dev.dizhtime.local.bench;

import dev.dizhtime.local.terminal.Refusal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The load: as many requests as are answered, over a fixed number of connections. */
final class Wrk {
  private static final Pattern RATE = Pattern.compile("Requests/sec:\\s+([0-9.]+)");
  private static final Pattern NOT_GOOD = Pattern.compile("Non-2xx or 3xx responses: (\\d+)");
  private static final Pattern SOCKET_ERRORS =
      Pattern.compile("Socket errors: connect (\\d+), read (\\d+), write (\\d+), timeout (\\d+)");

  private final Path program;
  private final Cores cores;
  private final String token;
  private final int connections;

  /**
   * What one run showed.
   *
   * @param rps answers a second
   * @param errors answers that were not good, and broken connections
   */
  record Run(double rps, long p50Micros, long p99Micros, long errors) {}

  Wrk(Path program, Cores cores, String token, int connections) {
    this.program = program;
    this.cores = cores;
    this.token = token;
    this.connections = connections;
  }

  /** Loads a port of this machine. */
  Run run(int port, int seconds) throws IOException, InterruptedException {
    var command =
        List.of(
            program.toString(),
            "-t1",
            "-c" + connections,
            "-d" + seconds + "s",
            "--latency",
            "-H",
            "Authorization: Bearer " + token,
            "http://127.0.0.1:" + port + "/api/bench/thing");
    var process = new ProcessBuilder(cores.others(command)).redirectErrorStream(true).start();
    var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new Refusal("wrk failed: " + output.strip());
    }
    return parse(output);
  }

  static Run parse(String output) {
    Matcher rate = RATE.matcher(output);
    if (!rate.find()) {
      throw new Refusal("wrk said something else than expected: " + output.strip());
    }
    return new Run(
        Double.parseDouble(rate.group(1)),
        percentileMicros(output, 50),
        percentileMicros(output, 99),
        sum(NOT_GOOD.matcher(output)) + sum(SOCKET_ERRORS.matcher(output)));
  }

  private static long percentileMicros(String output, int percent) {
    Matcher found =
        Pattern.compile("(?m)^\\s+" + percent + "%\\s+([0-9.]+)(us|ms|s)\\s*$").matcher(output);
    if (!found.find()) {
      throw new Refusal("wrk said something else than expected: " + output.strip());
    }
    double micros =
        switch (found.group(2).toLowerCase(Locale.ROOT)) {
          case "us" -> 1;
          case "ms" -> 1_000;
          default -> 1_000_000;
        };
    return Math.round(Double.parseDouble(found.group(1)) * micros);
  }

  private static long sum(Matcher found) {
    long sum = 0;
    if (found.find()) {
      for (int i = 1; i <= found.groupCount(); i++) {
        sum += Long.parseLong(found.group(i));
      }
    }
    return sum;
  }
}
