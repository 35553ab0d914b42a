package dev.dizhtime.local.chaos;

import dev.dizhtime.local.chaos.Verdict.Wrong;
import dev.dizhtime.local.client.GatewayClient;
import dev.dizhtime.local.client.User;
import dev.dizhtime.local.platform.Part;
import dev.dizhtime.local.platform.PortPlan;
import dev.dizhtime.local.platform.Server;
import dev.dizhtime.local.supervisor.DataDirectory;
import dev.dizhtime.local.supervisor.Plan;
import dev.dizhtime.local.supervisor.Supervisor;
import dev.dizhtime.local.terminal.Progress;
import dev.dizhtime.local.terminal.Refusal;
import dev.dizhtime.runtime.config.Env;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One run: a platform of its own, people, storms, and a verdict after each. */
public final class Chaos {
  /** The services that are killed; the portals have no data and do not run at all. */
  public static final Set<Part> SERVICES =
      java.util.Collections.unmodifiableSet(
          EnumSet.of(
              Part.GATEWAY,
              Part.AUTH,
              Part.RESTAURANT,
              Part.SEARCH,
              Part.ORDER,
              Part.DELIVERY,
              Part.WALLET,
              Part.NOTIFICATION));

  /** With them, the stand-in for somebody else's service, who does not fall with ours. */
  private static final Set<Part> PARTS =
      Stream.concat(SERVICES.stream(), Stream.of(Part.PAYMENT_SANDBOX)).collect(Collectors.toSet());

  private static final Duration CALL_BOUND = Duration.ofSeconds(6);
  private static final Duration RECOVERY_BOUND = Duration.ofSeconds(60);
  private static final Duration QUIESCENCE_BOUND = Duration.ofSeconds(90);
  private static final long WARM_UP_MILLIS = 4_000;
  private static final long LOOK_MILLIS = 200;

  private final Settings settings;
  private final Progress progress;
  private final StormPlan plan;
  private final Mood mood = new Mood();
  private final Patience patience = new Patience(mood);
  private final Acknowledged acknowledged = new Acknowledged();
  private final Recovery recovery;
  private final AtomicInteger injected = new AtomicInteger();

  /**
   * What to run.
   *
   * @param data a directory that is not there yet
   * @param ordersPerSecond that customers place on average while there is a storm
   */
  public record Settings(
      DataDirectory data, PortPlan ports, int minutes, long seed, double ordersPerSecond) {}

  private Chaos(Settings settings, Progress progress) {
    this.settings = settings;
    this.progress = progress;
    this.plan = StormPlan.of(settings.seed(), settings.minutes());
    this.recovery = new Recovery(settings.ports(), mood);
  }

  /**
   * Runs it; throws {@link Refusal} when the platform cannot be started. Ends early at the first
   * verdict that is not clean.
   */
  public static ChaosResult run(Settings settings, Progress progress) {
    return new Chaos(settings, progress).run();
  }

  private ChaosResult run() {
    progress.say(
        "Seed %d: %d faults in %d storms"
            .formatted(plan.seed(), plan.faults(), plan.storms().size()));
    plan.lines().forEach(progress::say);
    var points = points();
    var environment = new HashMap<>(Waits.variables());
    environment.put(Env.PREFIX + "FAULT_POINTS", points.toString());
    // Most processes are killed before optimised code pays.
    environment.put(Plan.JAVA_OPTIONS, "-XX:TieredStopAtLevel=1");
    var what = new Plan(settings.data(), settings.ports(), true, PARTS, environment);
    try (var supervisor = Supervisor.start(what, progress)) {
      return onPlatform(supervisor, points);
    } finally {
      mood.end();
    }
  }

  private Path points() {
    settings.data().prepare();
    try {
      return Files.createDirectories(settings.data().run().resolve("fault-points"));
    } catch (IOException e) {
      throw new Refusal("The folder of the fault points cannot be made: " + e.getMessage(), e);
    }
  }

  private ChaosResult onPlatform(Supervisor supervisor, Path points) {
    var kafka = supervisor.address(Server.KAFKA);
    var books = new Books(supervisor.address(Server.POSTGRES));
    var tape = new Tape(kafka, mood);
    Thread.ofPlatform().daemon().name("tape").start(tape::record);
    Thread.ofPlatform().daemon().name("recovery").start(recovery::watch);
    var url = settings.ports().gatewayUrl();
    try (var gateway = new GatewayClient(url, CALL_BOUND, 1);
        var patient = new GatewayClient(url)) {
      var admin = User.loggedIn(patient, supervisor.secrets().admin()).through(gateway);
      var street = new Crowd.Street(gateway, admin, mood, patience, acknowledged, recovery);
      try (var crowd = new Crowd(street, settings.seed(), settings.ordersPerSecond());
          var replay = new Replay(kafka, tape, mood, patience, admin);
          var quiescence = new Quiescence(books, acknowledged, mood, kafka);
          var shelves = new Shelves(books, supervisor.address(Server.MONGO))) {
        progress.waitingFor(() -> "preparing restaurants, drivers and customers");
        crowd.start(patient);
        var random = new Random(settings.seed());
        var injector = new Injector(settings.data(), points, replay, mood, random);
        var judge =
            new Judge(books, acknowledged, tape.bookings(), crowd, patience, admin, shelves);
        return storms(injector, quiescence, judge, crowd, shelves);
      }
    }
  }

  private ChaosResult storms(
      Injector injector, Quiescence quiescence, Judge judge, Crowd crowd, Shelves shelves) {
    var verdict = new Verdict(Map.of());
    mood.storm();
    mood.pause(WARM_UP_MILLIS);
    for (var storm : plan.storms()) {
      mood.storm();
      progress.waitingFor(
          () -> "storm %d: %d orders placed".formatted(storm.number(), acknowledged.placed()));
      blow(storm, injector);
      var notRecovered = awaitRecovery();
      mood.calm();
      progress.waitingFor(() -> "calm %d: %s".formatted(storm.number(), quiescence.look()));
      var restless = new ArrayList<>(quiescence.await(QUIESCENCE_BOUND));
      progress.waitingForNothing();
      notRecovered.forEach(fault -> restless.add("no recovery from: " + fault));
      verdict = judge.judge(restless);
      progress.say(
          "After storm %d: %d orders (%d for later, %d in a rush), %d cash deposits; %s"
              .formatted(
                  storm.number(),
                  acknowledged.placed(),
                  acknowledged.forLater().size(),
                  crowd.rushed(),
                  acknowledged.deposits().size(),
                  verdict.line()));
      if (!verdict.clean()) {
        tell(verdict);
        break;
      }
      var counts = shelves.count(crowd.shelves());
      crowd.restock(shelf -> counts.get(shelf).left());
    }
    if (patience.internalErrors() > 0) {
      progress.say(
          "%d answers were 500, which none should be; the services' logs tell why"
              .formatted(patience.internalErrors()));
    }
    return result(verdict);
  }

  private void blow(StormPlan.Storm storm, Injector injector) {
    long began = System.nanoTime();
    var blowing = new ArrayList<Thread>();
    for (var timed : storm.faults()) {
      blowing.add(
          Thread.ofVirtual()
              .name("fault")
              .start(
                  () -> {
                    long elapsed = (System.nanoTime() - began) / 1_000_000;
                    if (mood.pause(Math.max(0, timed.atMillis() - elapsed))) {
                      inject(timed.fault(), injector);
                    }
                  }));
    }
    try {
      for (Thread one : blowing) {
        one.join();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void inject(Fault fault, Injector injector) {
    boolean done = injector.inject(fault);
    long now = System.nanoTime();
    progress.say("  %s %s".formatted(done ? "fault:" : "could not", fault.text()));
    if (done) {
      injected.incrementAndGet();
      var hit = Injector.hit(fault);
      if (!hit.isEmpty()) {
        recovery.begins(fault, hit, now);
      }
    }
  }

  /** The faults that the platform did not recover from within the bound. */
  private List<String> awaitRecovery() {
    long deadline = System.nanoTime() + RECOVERY_BOUND.toNanos();
    while (!recovery.open().isEmpty() && System.nanoTime() < deadline) {
      if (!mood.pause(LOOK_MILLIS)) {
        break;
      }
    }
    return recovery.open();
  }

  private void tell(Verdict verdict) {
    verdict
        .findings()
        .forEach(
            (wrong, sentences) -> sentences.forEach(s -> progress.say("  " + wrong + " " + s)));
  }

  private ChaosResult result(Verdict verdict) {
    return new ChaosResult(
        settings.seed(),
        injected.get(),
        acknowledged.placed(),
        verdict.count(Wrong.LOST),
        verdict.count(Wrong.STUCK),
        verdict.count(Wrong.DOUBLE),
        verdict.count(Wrong.IMBALANCE),
        verdict.count(Wrong.ORPHAN_HOLD),
        verdict.count(Wrong.DOUBLE_BOOKED),
        verdict.count(Wrong.OVERSOLD),
        verdict.count(Wrong.STOCK_ADRIFT),
        verdict.count(Wrong.CASH_ADRIFT),
        verdict.count(Wrong.EARLY),
        recovery.percentile(50),
        recovery.percentile(99));
  }
}
