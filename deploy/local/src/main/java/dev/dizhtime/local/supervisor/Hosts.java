package dev.dizhtime.local.supervisor;

import dev.dizhtime.local.platform.Environments;
import dev.dizhtime.local.platform.Part;
import dev.dizhtime.local.platform.ServiceHost;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The processes of the services: one for all, or one for each. A process is there before the first
 * service that may start, and is told of each one as soon as its needs are met; one that has to be
 * started again is told of all that it had.
 */
final class Hosts {
  private static final int ALL_HEAP_MEGABYTES = 512;
  private static final int ONE_HEAP_MEGABYTES = 96;

  /** Passwords that are hashed at the same time, one per processor, take some 20 MB each. */
  private static final int AUTH_HEAP_MEGABYTES = 192;

  private static final String ALL = "platform";

  private final DataDirectory data;
  private final boolean split;
  private final List<String> javaOptions;
  private final Map<Part, Keeper> keepers = new EnumMap<>(Part.class);
  private final Map<String, HostWorker> workers = new java.util.concurrent.ConcurrentHashMap<>();
  private final Map<Part, ServiceHost.Order> orders =
      new java.util.concurrent.ConcurrentHashMap<>();

  Hosts(Plan plan, Runnable changed) {
    this.data = plan.data();
    this.split = plan.split();
    this.javaOptions = plan.javaOptions();
    if (split) {
      for (Part part : plan.parts()) {
        keepers.put(part, keeper(part.partName(), EnumSet.of(part), changed));
      }
    } else {
      var all = keeper(ALL, plan.parts(), changed);
      plan.parts().forEach(part -> keepers.put(part, all));
    }
  }

  private Keeper keeper(String name, Set<Part> parts, Runnable changed) {
    return new Keeper(name, false, () -> start(name, parts), changed);
  }

  /** The keepers, each once. */
  List<Keeper> keepers() {
    return keepers.values().stream().distinct().toList();
  }

  /** Starts a part in its process. */
  void start(Part part, Environments environments) {
    var order = new ServiceHost.Order(part.partName(), part.mainClass(), environments.of(part));
    orders.put(part, order);
    Optional.ofNullable(workers.get(host(part))).ifPresent(worker -> worker.send(order));
  }

  /** Why a part could not start, if its process has said so. */
  Optional<String> failure() {
    return keepers().stream()
        .map(keeper -> failureFile(keeper.name()))
        .filter(Files::exists)
        .map(Hosts::read)
        .findFirst();
  }

  private HostWorker start(String name, Set<Part> parts) {
    var worker =
        HostWorker.start(
            new HostWorker.Settings(
                data.log(name),
                failureFile(name),
                data.scratch(name),
                heapMegabytes(name),
                javaOptions,
                archive(),
                !split));
    workers.put(name, worker);
    new ArrayList<>(orders.entrySet())
        .stream()
            .filter(entry -> parts.contains(entry.getKey()))
            .forEach(entry -> worker.send(entry.getValue()));
    return worker;
  }

  private int heapMegabytes(String host) {
    if (!split) {
      return ALL_HEAP_MEGABYTES;
    }
    return host.equals(Part.AUTH.partName()) ? AUTH_HEAP_MEGABYTES : ONE_HEAP_MEGABYTES;
  }

  private String host(Part part) {
    return split ? part.partName() : ALL;
  }

  private Path failureFile(String name) {
    return data.run().resolve(name + ".failure");
  }

  /** Beside the jars that it is of, for all data directories; written by the one host for all. */
  private static Path archive() {
    return Path.of(System.getProperty("dizhtime.root"), "deploy", "local", "target", ALL + ".jsa");
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (java.io.IOException e) {
      return "A service can't start, and the reason in " + file + " cannot be read.";
    }
  }
}
