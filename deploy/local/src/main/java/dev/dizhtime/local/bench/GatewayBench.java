package dev.dizhtime.local.bench;

import dev.dizhtime.gateway.GatewayService;
import dev.dizhtime.local.terminal.Programs;
import dev.dizhtime.local.terminal.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Measures the gateway, which checks a token and counts against two rates, against nginx, which
 * only passes on: the same upstream, the same load, one core each, by turns. Then how much memory
 * idle event streams take.
 */
final class GatewayBench {
  static final int CONNECTIONS = 64;
  private static final int TURNS = 5;

  /** The compiler shares the gateway's core, and is not done sooner. */
  private static final int WARM_UP_TURNS = 8;

  private static final int WARM_UP_SECONDS = 15;

  /** Others' turn, in which what is measured has nothing to do, as later. */
  private static final int WARM_UP_REST_SECONDS = 3;

  private static final int STREAMS = 10_000;

  /** Files that the gateway has open beside two for each stream. */
  private static final int OTHER_FILES = 512;

  static final String ANSWER =
      "{\"id\":\"018f4b1c\",\"state\":\"placed\",\"items\":[{\"name\":\"Pho\",\"quantity\":2,"
          + "\"priceMinor\":1250},{\"name\":\"Spring rolls\",\"quantity\":1,\"priceMinor\":650}],"
          + "\"totalMinor\":3150}";

  private static final String ROUTES =
      """
      routes:
        - { prefix: /api/bench, upstream: "http://127.0.0.1:%1$d", token: required, rates: [
            { requests: 1000000, seconds: 1, by: address },
            { requests: 1000000, seconds: 1, by: principal } ] }
        - { prefix: /streams, upstream: "http://127.0.0.1:%2$d", token: optional }
      """;

  private final Path folder;
  private final Progress progress;
  private final Cores cores = Cores.ofThisMachine();

  GatewayBench(Path folder, Progress progress) {
    this.folder = folder;
    this.progress = progress;
  }

  /** Measures each for so long. */
  GatewayBenchResult run(int seconds) throws Exception {
    Path wrkProgram = Programs.require("wrk", "wrk");
    var nginx = new Nginx(Programs.require("nginx", "nginx-light"), folder, cores);
    try (var tokens = new BenchTokens();
        var streams = new IdleStreams();
        var upstream = nginx.upstream(ANSWER);
        var plain = nginx.proxy(upstream.port())) {
      var wrk = new Wrk(wrkProgram, cores, tokens.customer(), CONNECTIONS);
      Path routes = folder.resolve("routes.yaml");
      Files.writeString(routes, ROUTES.formatted(upstream.port(), streams.servicePort()));
      List<Wrk.Run> ours = new ArrayList<>();
      List<Wrk.Run> theirs = new ArrayList<>();
      long ourMegabytes;
      try (var gateway = gateway(routes, tokens)) {
        say("warming up");
        warmUp(wrk, gateway.port(), plain.port());
        for (int turn = 0; turn < TURNS; turn++) {
          theirs.add(told("nginx", wrk.run(plain.port(), seconds)));
          ours.add(told("gateway", wrk.run(gateway.port(), seconds)));
        }
        ourMegabytes = gateway.megabytes();
      }
      return result(seconds, ours, theirs, ourMegabytes, plain, streams, routes, tokens);
    }
  }

  /**
   * As it will be measured: in turns, each with connections of its own, and with time between them.
   * Code that runs only after a rest is not to be compiled for the first time in a turn that
   * counts.
   */
  static void warmUp(Wrk wrk, int port, int otherPort) throws IOException, InterruptedException {
    for (int turn = 0; turn < WARM_UP_TURNS; turn++) {
      wrk.run(port, WARM_UP_SECONDS);
      wrk.run(otherPort, WARM_UP_REST_SECONDS);
    }
  }

  private GatewayBenchResult result(
      int seconds,
      List<Wrk.Run> ours,
      List<Wrk.Run> theirs,
      long ourMegabytes,
      BenchServer plain,
      IdleStreams streams,
      Path routes,
      BenchTokens tokens)
      throws Exception {
    int count = affordable();
    long empty;
    long holding;
    try (var gateway = gateway(routes, tokens)) {
      empty = gateway.megabytes();
      say("opening " + count + " event streams");
      streams.open(gateway.port(), count);
      holding = gateway.megabytes();
    }
    Wrk.Run our = median(ours);
    Wrk.Run their = median(theirs);
    return new GatewayBenchResult(
        Instant.now(),
        seconds,
        CONNECTIONS,
        cores.ofTheProxy(),
        Math.round(our.rps()),
        Math.round(their.rps()),
        ratio(ours, theirs, Wrk.Run::rps),
        our.p50Micros(),
        our.p99Micros(),
        their.p50Micros(),
        their.p99Micros(),
        ratio(ours, theirs, Wrk.Run::p99Micros),
        ourMegabytes,
        plain.megabytes(),
        count,
        holding,
        empty,
        our.errors() + their.errors());
  }

  /** A system may allow a process too few files for all of them. */
  private static int affordable() throws IOException {
    try (var lines = Files.lines(Path.of("/proc/self/limits"))) {
      long files =
          lines
              .filter(line -> line.startsWith("Max open files"))
              .map(line -> line.substring("Max open files".length()).strip().split("\\s+")[1])
              .mapToLong(
                  hard -> hard.equals("unlimited") ? Integer.MAX_VALUE : Long.parseLong(hard))
              .findFirst()
              .orElse(OTHER_FILES);
      return (int) Math.clamp((files - OTHER_FILES) / 2, 1, (long) STREAMS);
    }
  }

  private BenchServer gateway(Path routes, BenchTokens tokens)
      throws IOException, InterruptedException {
    int port = BenchServer.freePort();
    Map<String, String> environment =
        Map.of(
            "DIZHTIME_INSTANCES", "1",
            "DIZHTIME_EVENT_LOOPS", "1",
            "DIZHTIME_HTTP_HOST", "127.0.0.1",
            "DIZHTIME_HTTP_PORT", Integer.toString(port),
            "DIZHTIME_MANAGEMENT_PORT", "0",
            "DIZHTIME_ACCESS_LOG", "off",
            "DIZHTIME_JWKS_URL", tokens.jwksUrl(),
            "DIZHTIME_ROUTES_FILE", routes.toString());
    return BenchServer.start(
        "the gateway", cores.proxy(java()), environment, port, folder.resolve("gateway.log"));
  }

  /** The command that starts a gateway, with the heap that its image has of a pod's 512 MB. */
  static List<String> java() {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xms256m",
                "-Xmx307m",
                "-Xss512k",
                "-XX:+UseSerialGC",
                "-XX:ReservedCodeCacheSize=96m",
                "-XX:MaxDirectMemorySize=128m",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Djava.awt.headless=true",
                "-Dvertx.disableDnsResolver=true",
                "-Dio.opentelemetry.context.contextStorageProvider="
                    + "io.vertx.tracing.opentelemetry.VertxContextStorageProvider"));
    String more = System.getProperty("dizhtime.bench.java");
    if (more != null) {
      command.addAll(List.of(more.split(" ")));
    }
    command.addAll(
        List.of("-cp", System.getProperty("java.class.path"), GatewayService.class.getName()));
    return command;
  }

  private Wrk.Run told(String who, Wrk.Run run) {
    progress.say(
        "%s: %.0f requests/s, p50 %d µs, p99 %d µs, %d errors"
            .formatted(who, run.rps(), run.p50Micros(), run.p99Micros(), run.errors()));
    return run;
  }

  private void say(String what) {
    progress.say(what);
  }

  /** Of each figure by itself; errors are added up. */
  static Wrk.Run median(List<Wrk.Run> runs) {
    return new Wrk.Run(
        middle(runs.stream().map(Wrk.Run::rps)),
        middle(runs.stream().map(Wrk.Run::p50Micros)),
        middle(runs.stream().map(Wrk.Run::p99Micros)),
        runs.stream().mapToLong(Wrk.Run::errors).sum());
  }

  /**
   * The median over the turns: who takes turns meets the same moods of the machine, so each turn is
   * compared with the one beside it.
   */
  static double ratio(List<Wrk.Run> ours, List<Wrk.Run> theirs, ToDoubleFunction<Wrk.Run> figure) {
    return hundredths(
        middle(
            IntStream.range(0, ours.size())
                .mapToDouble(
                    turn ->
                        figure.applyAsDouble(ours.get(turn))
                            / figure.applyAsDouble(theirs.get(turn)))
                .boxed()));
  }

  private static <T extends Comparable<T>> T middle(Stream<T> figures) {
    List<T> sorted = figures.sorted().toList();
    return sorted.get(sorted.size() / 2);
  }

  static double hundredths(double value) {
    return Math.round(value * 100) / 100.0;
  }
}
