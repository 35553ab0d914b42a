package dev.dizhtime.local.supervisor;

import dev.dizhtime.local.platform.Part;
import dev.dizhtime.local.platform.PortPlan;
import dev.dizhtime.local.platform.Server;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What to start.
 *
 * @param split whether each part has a process of its own
 * @param parts the services and portals to run
 * @param shell the environment of the calling shell, whose addresses replace embedded servers
 */
public record Plan(
    DataDirectory data, PortPlan ports, boolean split, Set<Part> parts, Map<String, String> shell) {
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

  @Override
  public String toString() {
    return "Plan[" + data.root() + ", " + ports + "]";
  }
}
