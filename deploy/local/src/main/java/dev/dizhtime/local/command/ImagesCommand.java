package dev.dizhtime.local.command;

import dev.dizhtime.local.images.ImageName;
import dev.dizhtime.local.images.TrainedImages;
import dev.dizhtime.local.platform.Part;
import dev.dizhtime.local.platform.PortPlan;
import dev.dizhtime.local.supervisor.DataDirectory;
import dev.dizhtime.local.terminal.ExitCode;
import dev.dizhtime.local.terminal.Progress;
import dev.dizhtime.local.terminal.Refusal;
import java.nio.file.Files;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Builds the container images, gives each an AOT cache, and pushes them. */
@Command(
    name = "images",
    mixinStandardHelpOptions = true,
    description = {
      "Builds the container images by Maven and Jib, runs each once until it is ready, on embedded"
          + " servers of its own, and puts the AOT cache that its JVM writes into it. Such an image"
          + " starts in half the time.",
      "Needs podman, curl and a registry for the base, or --base tar:///FILE. Prints the names of the"
          + " images that podman has then; with --push they are pushed as well (podman login first)."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {ExitCode.HELP_OK, ExitCode.HELP_FAILED, ExitCode.HELP_USAGE})
final class ImagesCommand implements Callable<Integer> {
  private static final int PORT = 19_080;
  private static final String VERSION = "0.1.0";

  @Parameters(
      paramLabel = "NAME",
      arity = "0..*",
      description = "Which, e.g. wallet portal-admin (default: all of them).")
  private List<String> named;

  @Option(
      names = "--push",
      paramLabel = "REPO",
      description = "Calls them REPO/NAME:TAG and pushes them, e.g. registry.example.com/dizhtime.")
  private String repository;

  @Option(
      names = "--tag",
      paramLabel = "TAG",
      defaultValue = VERSION,
      description = "The version (default ${DEFAULT-VALUE}).")
  private String tag;

  @Option(
      names = "--as",
      paramLabel = "IMAGE",
      description = "The whole name of the one image that is named; skaffold chooses it.")
  private String whole;

  @Option(
      names = "--base",
      paramLabel = "IMAGE",
      description = "Another base than image.base of the pom.xml.")
  private String base;

  @Option(
      names = "--port",
      paramLabel = "N",
      defaultValue = "" + PORT,
      description = "The servers' ports are just above it (default ${DEFAULT-VALUE}).")
  private int port;

  @Override
  public Integer call() {
    var names = names();
    var data = new DataDirectory(Project.root().resolve(".dizhtime-images"));
    if (Files.exists(data.root()) && !data.locked()) {
      // What a run that failed has left.
      data.remove();
    }
    System.setProperty("dizhtime.supervisor.log", data.log("supervisor").toString());
    try (var progress = Progress.onTerminal()) {
      TrainedImages.make(
          new TrainedImages.Settings(
              Project.root().toAbsolutePath(),
              data,
              new PortPlan(port),
              names,
              Optional.ofNullable(base),
              repository != null),
          progress);
    }
    names.values().forEach(System.out::println);
    return ExitCode.OK;
  }

  private Map<Part, String> names() {
    var parts =
        named == null
            ? List.copyOf(TrainedImages.PARTS)
            : named.stream().map(ImagesCommand::part).toList();
    if (whole != null && (parts.size() != 1 || repository != null)) {
      throw new Refusal(ExitCode.USAGE, "--as names one image: say which, and not --push.");
    }
    var name =
        new ImageName(Optional.ofNullable(repository).orElse(ImageName.LOCAL_REPOSITORY), tag);
    Map<Part, String> names = new EnumMap<>(Part.class);
    parts.forEach(part -> names.put(part, whole == null ? name.of(part) : whole));
    return names;
  }

  private static Part part(String name) {
    return Part.named(name)
        .filter(TrainedImages.PARTS::contains)
        .orElseThrow(
            () ->
                new Refusal(
                    ExitCode.USAGE,
                    "There is no image %s; there are %s."
                        .formatted(
                            name,
                            TrainedImages.PARTS.stream()
                                .map(Part::partName)
                                .collect(Collectors.joining(", ")))));
  }
}
