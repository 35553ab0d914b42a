package dev.dizhtime.local.supervisor;

import java.time.Instant;
import java.util.List;

/**
 * What a supervisor says of itself to other commands.
 *
 * @param pid of the supervisor
 * @param startMillis when that process started, since ids are used again
 * @param ready whether all parts take traffic
 * @param port of the gateway
 * @param split whether each part has a process of its own
 * @param startedAt when {@code up} was called
 * @param upMillis how long {@code up} took until it was ready, 0 before
 * @param processes that the supervisor keeps alive
 */
public record RunState(
    long pid,
    long startMillis,
    boolean ready,
    int port,
    boolean split,
    Instant startedAt,
    long upMillis,
    List<Kept> processes) {
  public RunState {
    processes = List.copyOf(processes);
  }

  /**
   * One process.
   *
   * @param name e.g. "kafka", "platform"
   * @param pid 0 when it is between two lives
   * @param startMillis when that process started
   * @param restarts how often it had to be started again
   * @param server whether it is a server and not a part of ours
   */
  public record Kept(
      String name, long pid, long startMillis, int restarts, Instant since, boolean server) {}
}
