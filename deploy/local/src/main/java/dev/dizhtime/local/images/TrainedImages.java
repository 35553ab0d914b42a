package dev.dizhtime.local.images;

import dev.dizhtime.local.platform.Environments;
import dev.dizhtime.local.platform.Part;
import dev.dizhtime.local.platform.PortPlan;
import dev.dizhtime.local.platform.Server;
import dev.dizhtime.local.supervisor.DataDirectory;
import dev.dizhtime.local.supervisor.Plan;
import dev.dizhtime.local.supervisor.Supervisor;
import dev.dizhtime.local.terminal.Programs;
import dev.dizhtime.local.terminal.Progress;
import dev.dizhtime.local.terminal.Refusal;
import dev.dizhtime.runtime.config.Env;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Builds images, runs each once on embedded servers of their own, so that its JVM writes an AOT
 * cache into it, and pushes them.
 */
public final class TrainedImages {
  /** What runs in a process of its own in a cluster. The sandbox of payments is no part of it. */
  public static final Set<Part> PARTS =
      Collections.unmodifiableSet(EnumSet.complementOf(EnumSet.of(Part.PAYMENT_SANDBOX)));

  private static final String ROUTES_IN_IMAGE = "/routes.yaml";

  /** The tag of an image without a cache, which is gone in the end. */
  private static final String UNTRAINED = "untrained";

  /**
   * Of {@code up} on one machine, where all services share its cores; or said by train.sh itself.
   */
  private static final Set<String> NOT_OF_A_CLUSTER =
      Set.of("INSTANCES", "EVENT_LOOPS", "HTTP_HOST", "HTTP_PORT", "MANAGEMENT_PORT");

  private final Settings settings;
  private final Progress progress;
  private final Steps steps;

  /**
   * What to make.
   *
   * @param root of the project
   * @param data where the servers keep what the training needs; removed at the end
   * @param ports of these servers
   * @param names what each image is called in the end
   * @param base another base than the pom's
   * @param push whether to push them
   */
  public record Settings(
      Path root,
      DataDirectory data,
      PortPlan ports,
      Map<Part, String> names,
      Optional<String> base,
      boolean push) {
    public Settings {
      names = new EnumMap<>(names);
    }
  }

  private TrainedImages(Settings settings, Progress progress) {
    this.settings = settings;
    this.progress = progress;
    this.steps = new Steps(settings.root(), settings.data().log("images"));
  }

  /**
   * Makes them.
   *
   * @throws Refusal when a program is missing or a step fails; the log stays then
   */
  public static void make(Settings settings, Progress progress) {
    Programs.require("podman", "podman");
    Programs.require("curl", "curl");
    settings.data().prepare();
    var images = new TrainedImages(settings, progress);
    images.build();
    var plan = new Plan(settings.data(), settings.ports(), false, Set.of(), Map.of());
    try (var servers = Supervisor.start(plan, progress)) {
      images.train(servers);
    } finally {
      progress.waitingForNothing();
    }
    settings.data().remove();
  }

  private void build() {
    progress.waitingFor(() -> "building " + settings.names().size() + " images");
    var command = new ArrayList<>(List.of(maven(), "-B", "-q", "-DskipTests", "-pl", modules()));
    command.addAll(List.of("-am", "package", "jib:buildTar"));
    command.add("-Dimage.repository=" + ImageName.LOCAL_REPOSITORY);
    command.add("-Dimage.tag=" + UNTRAINED);
    settings.base().ifPresent(base -> command.add("-Dimage.base=" + base));
    steps.run("Building the images", Map.of("JAVA_HOME", System.getProperty("java.home")), command);
    progress.say("Built " + settings.names().size() + " images");
  }

  private String maven() {
    return Programs.find("mvn").orElse(settings.root().resolve("mvnw")).toString();
  }

  private String modules() {
    return settings.names().keySet().stream()
        .map(TrainedImages::module)
        .collect(Collectors.joining(","));
  }

  /** Where the module is that an image is made from. */
  static String module(Part part) {
    String portal = "portal-";
    return part.partName().startsWith(portal)
        ? "portals/" + part.partName().substring(portal.length())
        : "verticles/" + part.partName();
  }

  private void train(Supervisor servers) {
    Map<Server, String> addresses = new EnumMap<>(Server.class);
    Server.VALUES.forEach(server -> addresses.put(server, servers.address(server)));
    Path routes = settings.data().run().resolve("routes.yaml");
    var environments =
        new Environments(settings.ports(), addresses, servers.secrets(), routes, Map.of());
    readableForAll(routes);
    int done = 0;
    for (var image : settings.names().entrySet()) {
      long began = System.nanoTime();
      String step =
          "%s, %d of %d".formatted(image.getKey().partName(), ++done, settings.names().size());
      progress.waitingFor(() -> "training " + step);
      train(image.getKey(), image.getValue(), variables(environments, image.getKey()), routes);
      progress.say(
          String.format(
              Locale.ROOT,
              "%s (%s, %.1f s)",
              image.getValue(),
              step,
              (System.nanoTime() - began) / 1e9));
    }
  }

  private void train(Part part, String name, Map<String, String> variables, Path routes) {
    Path file = settings.data().run().resolve(part.partName() + ".env");
    DataDirectory.replace(file, envFile(variables));
    String tar = settings.root().resolve(module(part)).resolve("target/jib-image.tar").toString();
    String loaded = run("Loading " + part.partName(), "podman", "load", "--quiet", "--input", tar);
    String untrained = loaded.substring(loaded.lastIndexOf(' ') + 1);
    String script = settings.root().resolve("deploy/images/train.sh").toString();
    var command = new ArrayList<>(List.of("sh", script, untrained, name));
    command.addAll(List.of("--env-file", file.toString()));
    if (part == Part.GATEWAY) {
      command.addAll(List.of("--volume", routes + ":" + ROUTES_IN_IMAGE + ":ro"));
    }
    steps.run("Training " + part.partName(), Map.of(), command);
    run("Removing " + untrained, "podman", "rmi", untrained);
    if (settings.push()) {
      run("Pushing " + name, "podman", "push", "--quiet", name);
    }
  }

  private String run(String what, String... command) {
    return steps.run(what, Map.of(), List.of(command));
  }

  /** What a part is started with, as in a cluster: it chooses its instances by itself. */
  static Map<String, String> variables(Environments environments, Part part) {
    var variables = environments.of(part);
    NOT_OF_A_CLUSTER.forEach(name -> variables.remove(Env.PREFIX + name));
    variables.computeIfPresent(Env.PREFIX + "ROUTES_FILE", (_, _) -> ROUTES_IN_IMAGE);
    return variables;
  }

  private static String envFile(Map<String, String> variables) {
    return variables.entrySet().stream()
        .map(each -> each.getKey() + "=" + each.getValue() + "\n")
        .sorted()
        .collect(Collectors.joining());
  }

  /** The container's user is another one. */
  private static void readableForAll(Path file) {
    try {
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    } catch (IOException e) {
      throw new Refusal("The file %s cannot be made readable: %s.".formatted(file, e), e);
    }
  }
}
