package dev.dizhtime.embedded;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Kafka in KRaft mode: broker and controller in one child JVM. The address is host and port. */
public final class KafkaServer {
  private static final String NAME = "Kafka";
  private static final int USUAL_HEAP_MEGABYTES = 256;

  private KafkaServer() {}

  /** Throws {@link EmbeddedServerException} when it cannot be started. */
  public static EmbeddedServer start(ServerSettings settings) {
    var home = ServersDirectory.of("kafka");
    var kind =
        new JvmServer.Kind(
            NAME, "", port -> properties(settings, port), files -> command(home, settings, files));
    return JvmServer.start(kind, settings);
  }

  private static List<String> command(
      Path home, ServerSettings settings, JvmServer.LaunchFiles files) {
    return JavaCommand.of(
        settings.heapMegabytesOr(USUAL_HEAP_MEGABYTES),
        home.resolve("classes.jsa"),
        files.scratch(),
        List.of(
            "-Xss512k",
            "-XX:MaxDirectMemorySize=64m",
            "-cp",
            home.resolve("lib").resolve("*").toString(),
            "dev.dizhtime.embedded.kafka.KafkaMain",
            files.properties().toString(),
            files.ready().toString()));
  }

  private static Map<String, String> properties(ServerSettings settings, int port) {
    int controllerPort = Ports.claim(NAME, 0);
    var properties = new HashMap<>(SMALL);
    properties.put("log.dirs", settings.directory().resolve("data").toString());
    properties.put(
        "listeners", "PLAINTEXT://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controllerPort);
    properties.put("advertised.listeners", "PLAINTEXT://127.0.0.1:" + port);
    properties.put("controller.quorum.voters", "1@127.0.0.1:" + controllerPort);
    if (settings.durable()) {
      // One machine has no replica to recover from: write to the disk within two seconds, by the
      // age of records and by a clock that looks for it. So half a minute's records are never
      // written at once, for which everybody else's commits would wait.
      properties.put("log.flush.interval.ms", "1000");
      properties.put("log.flush.scheduler.interval.ms", "1000");
    }
    return properties;
  }

  /** One node, few clients: a replication of one, few threads, small indexes. */
  private static final Map<String, String> SMALL =
      Map.ofEntries(
          Map.entry("process.roles", "broker,controller"),
          Map.entry("node.id", "1"),
          Map.entry("controller.listener.names", "CONTROLLER"),
          Map.entry("auto.create.topics.enable", "false"),
          Map.entry("default.replication.factor", "1"),
          Map.entry("offsets.topic.replication.factor", "1"),
          Map.entry("offsets.topic.num.partitions", "4"),
          Map.entry("transaction.state.log.replication.factor", "1"),
          Map.entry("transaction.state.log.min.isr", "1"),
          Map.entry("transaction.state.log.num.partitions", "2"),
          Map.entry("share.coordinator.state.topic.replication.factor", "1"),
          Map.entry("share.coordinator.state.topic.min.isr", "1"),
          Map.entry("share.coordinator.state.topic.num.partitions", "1"),
          Map.entry("group.initial.rebalance.delay.ms", "0"),
          // A killed broker's successor waits this long before it may take its place.
          Map.entry("broker.session.timeout.ms", "5000"),
          Map.entry("broker.heartbeat.interval.ms", "1000"),
          Map.entry("num.network.threads", "2"),
          Map.entry("num.io.threads", "3"),
          Map.entry("background.threads", "2"),
          Map.entry("num.recovery.threads.per.data.dir", "2"),
          Map.entry("log.cleaner.dedupe.buffer.size", "4194304"),
          Map.entry("log.cleaner.io.buffer.size", "131072"),
          Map.entry("log.index.size.max.bytes", "1048576"),
          Map.entry("log.segment.bytes", "134217728"));
}
