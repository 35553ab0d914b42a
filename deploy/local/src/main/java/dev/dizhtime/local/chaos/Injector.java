package dev.dizhtime.local.chaos;

import dev.dizhtime.local.platform.Part;
import dev.dizhtime.local.platform.Server;
import dev.dizhtime.local.supervisor.DataDirectory;
import dev.dizhtime.local.supervisor.Processes;
import dev.dizhtime.local.supervisor.RunState;
import dev.dizhtime.runtime.fault.FaultPoints;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/** Does to the platform's processes and records what a fault says. */
final class Injector {
  private static final Duration FIND_BOUND = Duration.ofSeconds(10);
  private static final Duration POINT_BOUND = Duration.ofSeconds(10);
  private static final long LOOK_MILLIS = 50;

  private final DataDirectory data;
  private final Path points;
  private final Replay replay;
  private final Mood mood;
  private final Random random;

  /** {@code points} is the folder of the processes' fault points. */
  Injector(DataDirectory data, Path points, Replay replay, Mood mood, Random random) {
    this.data = data;
    this.points = points;
    this.replay = replay;
    this.mood = mood;
    this.random = random;
  }

  /** Does it and returns when it is over; false when it could not be done. */
  boolean inject(Fault fault) {
    return switch (fault) {
      case Fault.Kill kill -> end(kill.part().partName(), true);
      case Fault.KillAt at -> endAt(at.part(), at.point());
      case Fault.RestartKafka restart -> end(Server.KAFKA.serverName(), !restart.gently());
      case Fault.KillPostgres kill ->
          kill.wholly() ? end(Server.POSTGRES.serverName(), true) : endBackend();
      case Fault.Pause pause -> pause(pause.part().partName(), pause.seconds());
      case Fault.Duplicate duplicate -> replay.duplicate(duplicate.records());
      case Fault.Delay delay -> replay.delay(delay.records(), random);
      case Fault.ReplayDeadLetters _ -> replay.deadLetters();
    };
  }

  /** The services that must come back after it. */
  static Set<Part> hit(Fault fault) {
    return switch (fault) {
      case Fault.RestartKafka _ -> needing(Server.KAFKA);
      case Fault.KillPostgres _ -> needing(Server.POSTGRES);
      default -> fault.hit();
    };
  }

  private static Set<Part> needing(Server server) {
    return Chaos.SERVICES.stream()
        .filter(part -> part.needs().contains(server))
        .collect(Collectors.toSet());
  }

  private boolean end(String name, boolean atOnce) {
    var process = find(name);
    process.ifPresent(found -> end(found, atOnce));
    return process.isPresent();
  }

  private static void end(ProcessHandle process, boolean atOnce) {
    if (atOnce) {
      process.destroyForcibly();
    } else {
      process.destroy();
    }
  }

  private boolean endBackend() {
    var backend = find(Server.POSTGRES.serverName()).flatMap(this::child);
    backend.ifPresent(ProcessHandle::destroyForcibly);
    return backend.isPresent();
  }

  private Optional<ProcessHandle> child(ProcessHandle process) {
    var children = process.children().toList();
    return children.isEmpty()
        ? Optional.empty()
        : Optional.of(children.get(random.nextInt(children.size())));
  }

  private boolean endAt(Part part, String point) {
    var file = FaultPoints.file(points, part.partName(), point);
    try {
      Files.createFile(file);
    } catch (FileAlreadyExistsException _) {
      // Another fault waits for the same point.
      return false;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    try {
      boolean reached = await(POINT_BOUND, () -> !Files.exists(file));
      return reached | !Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** By a process of its own, so that nothing stands still for ever should this one be killed. */
  private boolean pause(String name, int seconds) {
    var process = find(name);
    if (process.isEmpty()) {
      return false;
    }
    try {
      var script = "kill -STOP $0 && sleep $1; kill -CONT $0";
      var pid = Long.toString(process.get().pid());
      return new ProcessBuilder("/bin/sh", "-c", script, pid, Integer.toString(seconds))
              .start()
              .waitFor()
          == 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** The process of that name, which may be between two lives. */
  private Optional<ProcessHandle> find(String name) {
    var found = new ProcessHandle[1];
    await(
        FIND_BOUND,
        () -> {
          found[0] = living(name).orElse(null);
          return found[0] != null;
        });
    return Optional.ofNullable(found[0]);
  }

  private Optional<ProcessHandle> living(String name) {
    return data.state().map(RunState::processes).stream()
        .flatMap(java.util.List::stream)
        .filter(process -> process.name().equals(name) && process.pid() > 0)
        .findFirst()
        .flatMap(process -> Processes.find(process.pid(), process.startMillis()));
  }

  private boolean await(Duration bound, BooleanSupplier condition) {
    long deadline = System.nanoTime() + bound.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline || !mood.pause(LOOK_MILLIS)) {
        return false;
      }
    }
    return true;
  }
}
