package dev.dizhtime.local.supervisor;

import dev.dizhtime.embedded.EmbeddedServerException;
import dev.dizhtime.local.platform.Databases;
import dev.dizhtime.local.platform.Environments;
import dev.dizhtime.local.platform.Part;
import dev.dizhtime.local.platform.PortPlan;
import dev.dizhtime.local.platform.Routes;
import dev.dizhtime.local.platform.Secrets;
import dev.dizhtime.local.platform.Server;
import dev.dizhtime.local.platform.Topics;
import dev.dizhtime.local.terminal.Progress;
import dev.dizhtime.local.terminal.Refusal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * One start of everything: servers all at once, each part as soon as what it needs answers, until
 * all parts take traffic. The first failure ends it.
 */
final class Startup {
  private static final Duration BOUND = Duration.ofSeconds(120);
  private static final Duration POLL = Duration.ofMillis(60);
  private static final Duration SERVER_BOUND = Duration.ofSeconds(20);

  private final Plan plan;
  private final DataDirectory data;
  private final PortPlan ports;
  private final Secrets secrets;
  private final Hosts hosts;
  private final Progress progress;
  private final Executor threads;
  private final BiFunction<Server, Supplier<ServerWorker>, Keeper> keep;
  private final Map<Server, String> opened = new EnumMap<>(Server.class);
  private final Map<Server, String> addresses = new EnumMap<>(Server.class);
  private final Set<Part> notStarted;
  private volatile Set<Part> notReady;
  private CompletableFuture<?> serversDone = CompletableFuture.completedFuture(null);

  /** {@code keep} makes a keeper for a server, and starts it. */
  Startup(
      Plan plan,
      Secrets secrets,
      Hosts hosts,
      Progress progress,
      Executor threads,
      BiFunction<Server, Supplier<ServerWorker>, Keeper> keep) {
    this.plan = plan;
    this.data = plan.data();
    this.ports = plan.ports();
    this.secrets = secrets;
    this.hosts = hosts;
    this.progress = progress;
    this.threads = threads;
    this.keep = keep;
    this.notStarted = EnumSet.noneOf(Part.class);
    this.notStarted.addAll(plan.parts());
    this.notReady = Set.copyOf(plan.parts());
  }

  /** Returns when all parts take traffic; throws {@link Refusal} when something cannot start. */
  void run() {
    DataDirectory.replace(routesFile(), Routes.yaml(ports));
    hosts.keepers().forEach(Keeper::start);
    startParts();
    progress.waitingFor(this::pending);
    var failure = new CompletableFuture<Void>();
    for (Keeper host : hosts.keepers()) {
      host.exit().thenRun(() -> failure.completeExceptionally(ended(host)));
    }
    var servers = Server.VALUES.stream().map(this::open).toArray(CompletableFuture<?>[]::new);
    for (var server : servers) {
      server.exceptionally(
          e -> {
            failure.completeExceptionally(e);
            return null;
          });
    }
    serversDone = CompletableFuture.allOf(servers);
    var ready = serversDone.thenRunAsync(this::awaitParts, threads);
    try {
      CompletableFuture.anyOf(failure, ready).join();
    } catch (CompletionException e) {
      throw refusal(e.getCause());
    } finally {
      progress.waitingForNothing();
    }
  }

  /** Waits, within bounds, until no server is in the middle of its start any more. */
  void settle() {
    serversDone
        .orTimeout(SERVER_BOUND.toSeconds(), TimeUnit.SECONDS)
        .exceptionally(_ -> null)
        .join();
  }

  private CompletableFuture<Void> open(Server server) {
    return CompletableFuture.runAsync(
        () -> {
          boolean elsewhere = plan.external(server).isPresent();
          var address = plan.external(server).orElseGet(() -> openEmbedded(server));
          switch (server) {
            case POSTGRES -> Databases.create(address);
            case KAFKA -> Topics.create(address);
            case ELASTICSEARCH, MONGO, MAIL, TRACES -> {
              // Their users make what they need.
            }
          }
          progress.say(server.title() + (elsewhere ? " is elsewhere" : " is up"));
          answers(server, address);
        },
        threads);
  }

  private String openEmbedded(Server server) {
    keep.apply(server, () -> embedded(server));
    return address(server);
  }

  private ServerWorker embedded(Server server) {
    var worker = ServerWorker.start(server, data, ports);
    synchronized (this) {
      opened.put(server, worker.server().address());
    }
    return worker;
  }

  /** Where an embedded server that has started answers. */
  synchronized String address(Server server) {
    return opened.get(server);
  }

  private synchronized void answers(Server server, String address) {
    addresses.put(server, address);
    startParts();
  }

  private synchronized void startParts() {
    for (Part part : Set.copyOf(notStarted)) {
      if (addresses.keySet().containsAll(part.needs())) {
        notStarted.remove(part);
        hosts.start(
            part,
            new Environments(ports, Map.copyOf(addresses), secrets, routesFile(), plan.shell()));
      }
    }
  }

  private void awaitParts() {
    long deadline = System.nanoTime() + BOUND.toNanos();
    while (!notReady.isEmpty()) {
      notReady =
          notReady.stream()
              .filter(part -> !Health.ready(ports, part))
              .collect(Collectors.toCollection(() -> EnumSet.noneOf(Part.class)));
      if (System.nanoTime() > deadline) {
        throw new Refusal(
            "Not ready within %d seconds: %s; their logs are in %s."
                .formatted(BOUND.toSeconds(), names(notReady), data.logs()));
      }
      pause();
    }
    if (!plan.parts().isEmpty()) {
      progress.say("All services and portals are up");
    }
  }

  private synchronized String pending() {
    var servers =
        Server.VALUES.stream()
            .filter(server -> !addresses.containsKey(server))
            .map(Server::title)
            .collect(Collectors.joining(", "));
    return servers.isEmpty() ? "waiting for " + names(notReady) : "waiting for " + servers;
  }

  private static String names(Set<Part> parts) {
    return parts.stream().map(Part::partName).collect(Collectors.joining(", "));
  }

  private Refusal ended(Keeper host) {
    var why =
        hosts.failure().orElse("The process %s ended while it was starting".formatted(host.name()));
    return new Refusal("%s; its log is %s.".formatted(why, data.log(host.name())));
  }

  private static Refusal refusal(Throwable cause) {
    return switch (cause) {
      case Refusal refusal -> refusal;
      case EmbeddedServerException e -> new Refusal(e.getMessage(), e);
      case CompletionException e when e.getCause() != null -> refusal(e.getCause());
      default -> new Refusal("The platform cannot start: " + cause, cause);
    };
  }

  private Path routesFile() {
    return data.run().resolve("routes.yaml");
  }

  private static void pause() {
    try {
      Thread.sleep(POLL);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Refusal("Interrupted while the platform was starting.", e);
    }
  }
}
