package dev.dizhtime.local.bench;

import dev.dizhtime.local.terminal.Programs;
import dev.dizhtime.local.terminal.Progress;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Measures a gateway that follows a cluster with one Ingress, and one that follows a cluster with
 * thousands: the same upstream, the same load, the same core, by turns.
 */
final class RulesBench {
  private static final int TURNS = 5;

  private final Path folder;
  private final Progress progress;
  private final Cores cores = Cores.ofThisMachine();

  RulesBench(Path folder, Progress progress) {
    this.folder = folder;
    this.progress = progress;
  }

  /** Measures each for so long, a few times. */
  RulesBenchResult run(int seconds, int rules) throws Exception {
    Path wrkProgram = Programs.require("wrk", "wrk");
    var nginx = new Nginx(Programs.require("nginx", "nginx-light"), folder, cores);
    try (var tokens = new BenchTokens();
        var upstream = nginx.upstream(GatewayBench.ANSWER);
        var small = new BenchCluster(upstream.port(), 0);
        var large = new BenchCluster(upstream.port(), rules);
        var few = gateway("few", small, tokens);
        var many = gateway("many", large, tokens)) {
      var wrk = new Wrk(wrkProgram, cores, tokens.customer(), GatewayBench.CONNECTIONS);
      progress.say("warming up");
      GatewayBench.warmUp(wrk, few.port(), many.port());
      GatewayBench.warmUp(wrk, many.port(), few.port());
      List<Wrk.Run> without = new ArrayList<>();
      List<Wrk.Run> with = new ArrayList<>();
      for (int turn = 0; turn < TURNS; turn++) {
        without.add(told("one rule", wrk.run(few.port(), seconds)));
        with.add(told(rules + " more rules", wrk.run(many.port(), seconds)));
      }
      Wrk.Run plain = GatewayBench.median(without);
      Wrk.Run loaded = GatewayBench.median(with);
      return new RulesBenchResult(
          Instant.now(),
          seconds,
          rules,
          Math.round(plain.rps()),
          Math.round(loaded.rps()),
          GatewayBench.ratio(with, without, Wrk.Run::rps),
          plain.p99Micros(),
          loaded.p99Micros(),
          few.megabytes(),
          many.megabytes(),
          plain.errors() + loaded.errors());
    }
  }

  private Wrk.Run told(String who, Wrk.Run run) {
    progress.say(
        "%s: %.0f requests/s, p99 %d µs, %d errors"
            .formatted(who, run.rps(), run.p99Micros(), run.errors()));
    return run;
  }

  private BenchServer gateway(String name, BenchCluster cluster, BenchTokens tokens)
      throws IOException, InterruptedException {
    int port = BenchServer.freePort();
    Map<String, String> environment =
        Map.ofEntries(
            Map.entry("DIZHTIME_INSTANCES", "1"),
            Map.entry("DIZHTIME_EVENT_LOOPS", "1"),
            Map.entry("DIZHTIME_HTTP_HOST", "127.0.0.1"),
            Map.entry("DIZHTIME_HTTP_PORT", Integer.toString(port)),
            Map.entry("DIZHTIME_MANAGEMENT_PORT", "0"),
            Map.entry("DIZHTIME_ACCESS_LOG", "off"),
            Map.entry("DIZHTIME_JWKS_URL", tokens.jwksUrl()),
            Map.entry("DIZHTIME_GATEWAY_ROUTES", "kubernetes"),
            Map.entry("DIZHTIME_KUBERNETES_API", cluster.address()),
            Map.entry("DIZHTIME_CLUSTER_CERTIFICATES", "off"));
    return BenchServer.start(
        "the gateway",
        cores.proxy(GatewayBench.java()),
        environment,
        port,
        folder.resolve("gateway-" + name + ".log"));
  }
}
