package dev.dizhtime.local.command;

import dev.dizhtime.local.chaos.Chaos;
import dev.dizhtime.local.chaos.ChaosResult;
import dev.dizhtime.local.platform.PortPlan;
import dev.dizhtime.local.supervisor.DataDirectory;
import dev.dizhtime.local.terminal.ExitCode;
import dev.dizhtime.local.terminal.Progress;
import dev.dizhtime.local.terminal.Refusal;
import dev.dizhtime.runtime.json.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Kills, stops and repeats at random, and looks whether an order or a cent was lost. */
@Command(
    name = "chaos",
    mixinStandardHelpOptions = true,
    description = {
      "Starts a platform of its own, each service in a process of its own, lets people order, and"
          + " injects faults by the seed: kill -9, Kafka and PostgreSQL gone, processes standing"
          + " still, repeated and late records, replayed dead letters.",
      "After each storm it waits until all orders are at their end, and counts what is wrong.",
      "The last line of --json is one object: seed, faults, placed, lost, stuck, double, imbalance,"
          + " orphanHolds, doubleBooked, oversold, stockAdrift, cashAdrift, early,"
          + " recoveryP50Millis, recoveryP99Millis."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:Nothing was lost, stuck, doubled, out of balance, oversold, adrift or early.",
      "1:Something was, or the platform could not be started; the data stay for a look.",
      ExitCode.HELP_USAGE
    })
final class ChaosCommand implements Callable<Integer> {
  private static final int PORT = 18_080;
  private static final int MOST_MINUTES = 24 * 60;
  private static final double MOST_ORDERS_PER_SECOND = 50;

  @Option(
      names = "--minutes",
      paramLabel = "N",
      defaultValue = "3",
      description = "About how long, from 1 to 1440 (default ${DEFAULT-VALUE}).")
  private int minutes;

  @Option(
      names = "--seed",
      paramLabel = "S",
      description = "The same seed injects the same faults at the same times (default: a new one).")
  private Long seed;

  @Option(
      names = "--rate",
      paramLabel = "R",
      defaultValue = "2",
      description = "Orders per second, above 0 to 50 (default ${DEFAULT-VALUE}).")
  private double rate;

  @Option(
      names = "--port",
      paramLabel = "N",
      defaultValue = "" + PORT,
      description = "The gateway's port (default ${DEFAULT-VALUE}); the others are just above it.")
  private int port;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description =
          "A directory that is not there yet (default: one in .dizhtime-chaos in the project); it"
              + " is removed when all went well.")
  private Path directory;

  @Option(names = "--json", description = "Ends with one JSON object.")
  private boolean json;

  @Override
  public Integer call() {
    require(minutes >= 1 && minutes <= MOST_MINUTES, "--minutes must be from 1 to 1440.");
    require(rate > 0 && rate <= MOST_ORDERS_PER_SECOND, "--rate must be above 0, to 50.");
    long chosen = seed == null ? Math.floorMod(System.nanoTime(), 1_000_000L) : seed;
    var data = new DataDirectory(directory == null ? fresh(chosen) : directory);
    require(!Files.exists(data.root()), "The directory " + data.root() + " is there already.");
    System.setProperty("dizhtime.supervisor.log", data.log("supervisor").toString());
    try (var progress = Progress.onTerminal()) {
      var settings = new Chaos.Settings(data, new PortPlan(port), minutes, chosen, rate);
      var result = Chaos.run(settings, progress);
      if (result.clean()) {
        data.remove();
      } else {
        progress.say(
            "Run again with --seed %d; data and logs are in %s".formatted(chosen, data.root()));
      }
      System.out.println(json ? Json.write(result) : text(result));
      return result.clean() ? ExitCode.OK : ExitCode.FAILED;
    }
  }

  private static void require(boolean condition, String sentence) {
    if (!condition) {
      throw new Refusal(ExitCode.USAGE, sentence);
    }
  }

  private static Path fresh(long seed) {
    var now = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString().replaceAll("[^0-9]", "");
    return Project.root().resolve(".dizhtime-chaos").resolve("seed-%d-%s".formatted(seed, now));
  }

  private static String text(ChaosResult result) {
    return """

      seed                 %d
      faults injected      %d
      orders placed        %d
      recovery p50, p99    %d ms, %d ms

      acknowledged orders lost   %d
      orders not at their end    %d
      double effects             %d
      ledger imbalance           %d
      holds without order        %d
      drivers double-booked      %d
      things oversold            %d
      shelves with a wrong count %d
      drivers' cash not right    %d
      orders for later too early %d
    """
        .formatted(
            result.seed(),
            result.faults(),
            result.placed(),
            result.recoveryP50Millis(),
            result.recoveryP99Millis(),
            result.lost(),
            result.stuck(),
            result.doubles(),
            result.imbalance(),
            result.orphanHolds(),
            result.doubleBooked(),
            result.oversold(),
            result.stockAdrift(),
            result.cashAdrift(),
            result.early());
  }
}
