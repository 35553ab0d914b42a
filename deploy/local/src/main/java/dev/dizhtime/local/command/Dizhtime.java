package dev.dizhtime.local.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;

/** The root of all commands. */
@Command(
    name = "dizhtime",
    description = "A food-delivery platform on this machine: start it, order from it, test it.",
    synopsisSubcommandLabel = "COMMAND",
    mixinStandardHelpOptions = true,
    version = "DizhTime 0.1.0",
    subcommands = {
      UpCommand.class,
      DownCommand.class,
      StatusCommand.class,
      LogsCommand.class,
      ResetCommand.class,
      DemoCommand.class,
      TraceCommand.class,
      ImportCommand.class,
      BenchCommand.class,
      ChaosCommand.class,
      LedgerCommand.class,
      ImagesCommand.class,
      HelpCommand.class
    },
    footer = {
      "  test    Builds everything and runs every test, or those of some modules.",
      "  format  Formats the Java sources.",
      "",
      "dizhtime COMMAND --help says more of each."
    })
public final class Dizhtime {}
