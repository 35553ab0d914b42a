package dev.dizhtime.local;

import dev.dizhtime.local.client.ApiException;
import dev.dizhtime.local.command.Dizhtime;
import dev.dizhtime.local.terminal.ExitCode;
import dev.dizhtime.local.terminal.Refusal;
import java.io.PrintWriter;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.ParseResult;

/** The {@code dizhtime} command. */
public final class Main {
  private Main() {}

  /** Runs one command and ends the process with its exit code. */
  public static void main(String[] arguments) {
    System.exit(commandLine().execute(arguments));
  }

  static CommandLine commandLine() {
    return new CommandLine(new Dizhtime())
        .setExecutionExceptionHandler(Main::failed)
        .setUsageHelpAutoWidth(true);
  }

  private static int failed(Exception failure, CommandLine commandLine, ParseResult parsed) {
    var err = commandLine.getErr();
    return switch (failure) {
      case Refusal refusal -> {
        if (refusal.getCause() != null) {
          log(refusal);
        }
        yield say(err, refusal.getMessage(), refusal.exitCode());
      }
      case ApiException refused -> say(err, refused.getMessage(), ExitCode.FAILED);
      default -> {
        log(failure);
        yield say(err, "This should not have happened: " + failure, ExitCode.FAILED);
      }
    };
  }

  private static void log(Exception failure) {
    LoggerFactory.getLogger(Main.class).error("the command failed", failure);
  }

  private static int say(PrintWriter err, String sentence, int exitCode) {
    err.println("dizhtime: " + sentence);
    err.flush();
    return exitCode;
  }
}
