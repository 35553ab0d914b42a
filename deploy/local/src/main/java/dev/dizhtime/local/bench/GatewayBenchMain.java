package dev.dizhtime.local.bench;

import dev.dizhtime.local.terminal.ExitCode;
import dev.dizhtime.local.terminal.Progress;
import dev.dizhtime.local.terminal.Refusal;
import dev.dizhtime.runtime.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * The measurement of the gateway in a process of its own, with the memory for its clients.
 * Arguments: seconds, whether to answer in JSON, rules to measure with (0 for the measurement
 * beside nginx).
 */
public final class GatewayBenchMain {
  private GatewayBenchMain() {}

  /** Measures, and ends the process. */
  public static void main(String[] arguments) throws IOException {
    int seconds = Integer.parseInt(arguments[0]);
    boolean json = Boolean.parseBoolean(arguments[1]);
    System.exit(run(seconds, json, Integer.parseInt(arguments[2])));
  }

  private static int run(int seconds, boolean json, int rules) throws IOException {
    Path folder = Files.createTempDirectory("dizhtime-bench");
    // Before anything logs.
    System.setProperty("dizhtime.supervisor.log", folder.resolve("bench.log").toString());
    var removing = Thread.ofPlatform().unstarted(() -> WalletBenchMain.delete(folder));
    Runtime.getRuntime().addShutdownHook(removing);
    try (var progress = Progress.onTerminal()) {
      if (rules > 0) {
        var result = new RulesBench(folder, progress).run(seconds, rules);
        System.out.println(json ? Json.write(result) : told(result));
        return result.errors() == 0 ? ExitCode.OK : ExitCode.FAILED;
      }
      var result = new GatewayBench(folder, progress).run(seconds);
      System.out.println(json ? Json.write(result) : told(result));
      return result.errors() == 0 ? ExitCode.OK : ExitCode.FAILED;
    } catch (Refusal e) {
      System.err.println("dizhtime: " + e.getMessage());
      return e.exitCode();
    } catch (Exception e) {
      System.err.println("dizhtime: The measurement failed: " + e);
      return ExitCode.FAILED;
    }
  }

  private static String told(RulesBenchResult result) {
    return String.format(
        Locale.ROOT,
        """
        one rule                     %,8.0f requests/s, p99 %,6d µs, %4d MB
        %,d more rules             %,8.0f requests/s, p99 %,6d µs, %4d MB
        rulesRatio                   %.2f
        errors                       %d\
        """,
        result.fewRps(),
        result.fewP99Micros(),
        result.fewMegabytes(),
        result.rules(),
        result.rulesRps(),
        result.rulesP99Micros(),
        result.rulesMegabytes(),
        result.rulesRatio(),
        result.errors());
  }

  private static String told(GatewayBenchResult result) {
    return String.format(
        Locale.ROOT,
        """
        nginx, passing on            %,8.0f requests/s, p50 %,6d µs, p99 %,6d µs, %4d MB
        gateway, checking as well    %,8.0f requests/s, p50 %,6d µs, p99 %,6d µs, %4d MB
        gateway to nginx             %.2f times the requests, %.2f times the p99
        %,d idle event streams     %d MB (%d MB without them)
        errors                       %d\
        """,
        result.nginxRps(),
        result.nginxP50Micros(),
        result.nginxP99Micros(),
        result.nginxMegabytes(),
        result.gatewayRps(),
        result.gatewayP50Micros(),
        result.gatewayP99Micros(),
        result.gatewayMegabytes(),
        result.ratio(),
        result.p99Ratio(),
        result.streams(),
        result.streamsMegabytes(),
        result.emptyMegabytes(),
        result.errors());
  }
}
