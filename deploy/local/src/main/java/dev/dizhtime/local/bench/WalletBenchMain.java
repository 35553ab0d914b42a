package dev.dizhtime.local.bench;

import dev.dizhtime.local.terminal.ExitCode;
import dev.dizhtime.local.terminal.Progress;
import dev.dizhtime.local.terminal.Refusal;
import dev.dizhtime.runtime.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Locale;

/**
 * The measurement of the ledger in a process of its own, with the memory and the compiler of a
 * service. Arguments: seconds, accounts, whether to answer in JSON.
 */
public final class WalletBenchMain {
  private WalletBenchMain() {}

  /** Measures, and ends the process. */
  public static void main(String[] arguments) throws IOException {
    System.exit(
        run(
            Integer.parseInt(arguments[0]),
            Integer.parseInt(arguments[1]),
            Boolean.parseBoolean(arguments[2])));
  }

  private static int run(int seconds, int accounts, boolean json) throws IOException {
    Path folder = Files.createTempDirectory("dizhtime-bench");
    // Before anything logs.
    System.setProperty("dizhtime.supervisor.log", folder.resolve("wallet.log").toString());
    var removing = Thread.ofPlatform().unstarted(() -> delete(folder));
    Runtime.getRuntime().addShutdownHook(removing);
    try (var progress = Progress.onTerminal()) {
      var result = new WalletBench(folder, progress).run(seconds, accounts);
      System.out.println(json ? Json.write(result) : told(result));
      return result.problems() == 0 ? ExitCode.OK : ExitCode.FAILED;
    } catch (Refusal e) {
      System.err.println("dizhtime: " + e.getMessage());
      return e.exitCode();
    } catch (Exception e) {
      System.err.println("dizhtime: The measurement failed: " + e);
      return ExitCode.FAILED;
    }
  }

  private static String told(WalletBenchResult result) {
    return String.format(
        Locale.ROOT,
        """
        pgbench (TPC-B-like, prepared, scale 20, 32 clients)  %,10.0f transactions/s
        ledger, one transfer a command                        %,10.0f transfers/s, %.1f times that
        ledger, six linked transfers a command                %,10.0f transfers/s
        answers at half the rate                              p50 %d ms, p99 %d ms
        refused %d, problems in the books %d\
        """,
        result.pgbenchTps(),
        result.transfersPerSecond(),
        result.ratio(),
        result.linkedTransfersPerSecond(),
        result.p50Millis(),
        result.p99Millis(),
        result.refused(),
        result.problems());
  }

  static void delete(Path folder) {
    try (var files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException _) {
      // In the system's folder for what is temporary; somebody else will clear it.
    }
  }
}
