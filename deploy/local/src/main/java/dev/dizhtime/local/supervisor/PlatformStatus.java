package dev.dizhtime.local.supervisor;

import dev.dizhtime.local.bench.BenchResult;
import dev.dizhtime.local.platform.Part;
import dev.dizhtime.local.platform.PortPlan;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * How a running platform is.
 *
 * @param healthy whether every process lives and every part takes traffic
 * @param ready whether {@code up} has come to its end
 * @param upMillis how long it took
 * @param residentMegabytes of all processes and their children
 * @param lastBench of the last {@code bench orders}, or null
 */
public record PlatformStatus(
    boolean healthy,
    boolean ready,
    int port,
    Instant startedAt,
    long upMillis,
    long residentMegabytes,
    List<Process> processes,
    List<Service> services,
    BenchResult lastBench) {
  private static final long MEGABYTE = 1_048_576;
  private static final String UP = "up";

  /** A process; its memory is that of its children too. */
  public record Process(
      String name, long pid, long residentMegabytes, long uptimeSeconds, int restarts) {}

  /** A part; {@code checks} by name with "up" or what is wrong. */
  public record Service(
      String name, int port, int managementPort, boolean ready, Map<String, String> checks) {}

  /** Asks everything now. */
  public static PlatformStatus of(RunState state, BenchResult lastBench) {
    var processes = new ArrayList<Process>();
    processes.add(
        new Process(
            "supervisor",
            state.pid(),
            Processes.residentBytes(state.pid()) / MEGABYTE,
            Duration.between(state.startedAt(), Instant.now()).toSeconds(),
            0));
    state.processes().forEach(kept -> processes.add(process(kept)));
    var ports = new PortPlan(state.port());
    var services =
        Arrays.stream(Part.values()).parallel().map(part -> health(ports, part)).toList();
    boolean alive = processes.stream().allMatch(process -> process.pid() > 0);
    return new PlatformStatus(
        alive && services.stream().allMatch(Service::ready),
        state.ready(),
        state.port(),
        state.startedAt(),
        state.upMillis(),
        processes.stream().mapToLong(Process::residentMegabytes).sum(),
        processes,
        services,
        lastBench);
  }

  private static Process process(RunState.Kept kept) {
    var handle = Processes.find(kept.pid(), kept.startMillis());
    long resident =
        handle.stream()
            .flatMap(root -> Stream.concat(Stream.of(root), root.descendants()))
            .mapToLong(one -> Processes.residentBytes(one.pid()))
            .sum();
    return new Process(
        kept.name(),
        handle.map(ProcessHandle::pid).orElse(0L),
        resident / MEGABYTE,
        Duration.between(kept.since(), Instant.now()).toSeconds(),
        kept.restarts());
  }

  private static Service health(PortPlan ports, Part part) {
    var checks = Health.checks(ports, part);
    boolean ready = checks.values().stream().allMatch(UP::equals);
    return new Service(part.partName(), ports.http(part), ports.management(part), ready, checks);
  }
}
