package dev.dizhtime.local.supervisor;

import dev.dizhtime.local.platform.PortPlan;
import dev.dizhtime.local.platform.Server;
import java.util.Map;
import java.util.Optional;

/**
 * What to start.
 *
 * @param split whether each part has a process of its own
 * @param shell the environment of the calling shell, whose addresses replace embedded servers
 */
public record Plan(DataDirectory data, PortPlan ports, boolean split, Map<String, String> shell) {
  public Plan {
    shell = Map.copyOf(shell);
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
