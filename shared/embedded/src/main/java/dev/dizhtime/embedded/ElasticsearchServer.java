package dev.dizhtime.embedded;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Elasticsearch, one node in a child JVM. The address is an http URL. */
public final class ElasticsearchServer {
  private static final String NAME = "Elasticsearch";
  private static final int USUAL_HEAP_MEGABYTES = 320;

  private ElasticsearchServer() {}

  /** Throws {@link EmbeddedServerException} when it cannot be started. */
  public static EmbeddedServer start(ServerSettings settings) {
    var home = ServersDirectory.of("elasticsearch");
    var kind =
        new JvmServer.Kind(
            NAME,
            "http://",
            port -> properties(settings, port),
            files -> command(home, settings, files));
    return JvmServer.start(kind, settings);
  }

  private static List<String> command(
      Path home, ServerSettings settings, JvmServer.LaunchFiles files) {
    return JavaCommand.of(
        settings.heapMegabytesOr(USUAL_HEAP_MEGABYTES),
        home.resolve("classes.jsa"),
        files.scratch(),
        List.of(
            "-Xss1m",
            "-XX:MaxDirectMemorySize=96m",
            "-Des.networkaddress.cache.ttl=60",
            "-Dio.netty.noUnsafe=true",
            "-Dio.netty.noKeySetOptimization=true",
            "-Dio.netty.allocator.numDirectArenas=0",
            "--enable-native-access=ALL-UNNAMED,org.elasticsearch.nativeaccess,org.apache.lucene.core",
            "--module-path",
            home.resolve("lib").toString(),
            "--add-modules",
            "jdk.net,jdk.management.agent,ALL-MODULE-PATH",
            "-cp",
            home.resolve("main").resolve("*").toString(),
            "dev.dizhtime.embedded.elasticsearch.ElasticsearchMain",
            files.properties().toString(),
            home.resolve("modules").toString(),
            files.ready().toString()));
  }

  private static Map<String, String> properties(ServerSettings settings, int port) {
    var directory = settings.directory();
    return Map.ofEntries(
        Map.entry("path.home", directory.toString()),
        Map.entry("path.data", directory.resolve("data").toString()),
        Map.entry("path.logs", directory.resolve("logs").toString()),
        Map.entry("cluster.name", "dizhtime"),
        Map.entry("node.name", "dizhtime"),
        Map.entry("discovery.type", "single-node"),
        Map.entry("network.host", "127.0.0.1"),
        Map.entry("http.port", Integer.toString(port)),
        Map.entry("transport.port", Integer.toString(Ports.claim(NAME, 0))),
        // A developer's disk is often fuller than a server's may be.
        Map.entry("cluster.routing.allocation.disk.threshold_enabled", "false"),
        Map.entry("indices.breaker.total.use_real_memory", "false"));
  }
}
