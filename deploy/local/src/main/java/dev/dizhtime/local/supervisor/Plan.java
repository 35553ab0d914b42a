package dev.dizhtime.local.supervisor;

import dev.dizhtime.local.platform.Part;
import dev.dizhtime.local.platform.PortPlan;
import dev.dizhtime.local.platform.Server;
import dev.dizhtime.runtime.config.Env;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What to start.
 *
 * @param split whether each part has a process of its own
 * @param parts the services and portals to run; none for the servers alone
 * @param shell the environment of the calling shell, whose addresses replace embedded servers
 */
public record Plan(
    DataDirectory data, PortPlan ports, boolean split, Set<Part> parts, Map<String, String> shell) {
  /** The variable with more options for the JVMs of the services. */
  public static final String JAVA_OPTIONS = Env.PREFIX + "JAVA_OPTIONS";

  public Plan {
    parts = Set.copyOf(parts);
    shell = Map.copyOf(shell);
  }

  /** Everything. */
  public Plan(DataDirectory data, PortPlan ports, boolean split, Map<String, String> shell) {
    this(data, ports, split, EnumSet.allOf(Part.class), shell);
  }

  /** The address that replaces the embedded server. */
  Optional<String> external(Server server) {
    return Optional.ofNullable(shell.get(server.wholeVariable())).filter(text -> !text.isBlank());
  }

  /** More options for the JVMs of the services, from {@code DIZHTIME_JAVA_OPTIONS}, by spaces. */
  List<String> javaOptions() {
    return shell
        .getOrDefault(JAVA_OPTIONS, "")
        .lines()
        .flatMap(line -> Arrays.stream(line.strip().split(" +")))
        .filter(option -> !option.isEmpty())
        .toList();
  }

  @Override
  public String toString() {
    return "Plan[" + data.root() + ", " + ports + "]";
  }
}
