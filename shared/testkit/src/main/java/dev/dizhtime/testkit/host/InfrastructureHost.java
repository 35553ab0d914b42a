package dev.dizhtime.testkit.host;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.dizhtime.testkit.Server;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * The main of the process that holds a build's servers. {@code GET /server/KAFKA} starts it if need
 * be and answers its address.
 */
public final class InfrastructureHost {
  private static final int WATCH_MILLIS = 500;
  private static final int OK = 200;
  private static final int FORBIDDEN = 403;
  private static final int FAILED = 500;

  private final Map<Server, HostedServer> servers = new EnumMap<>(Server.class);
  private final CountDownLatch stopping = new CountDownLatch(1);
  private final String secret = UUID.randomUUID().toString();

  private InfrastructureHost(HostFiles files) {
    for (Server server : Server.values()) {
      servers.put(server, new HostedServer(server, files));
    }
  }

  /** Arguments: the host's directory and the build's process. Returns when that has ended. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    var files = new HostFiles(Path.of(arguments[0]));
    var build = BuildProcess.parse(arguments[1]).orElseThrow();
    var life = files.tryLife();
    if (life.isEmpty()) {
      throw new IllegalStateException("Another host lives in " + files.directory());
    }
    var host = new InfrastructureHost(files);
    // Left to itself, a kill would end this process before its servers have been told.
    Runtime.getRuntime().addShutdownHook(new Thread(host::closeServers, "stop"));
    var http = host.listen();
    files.publish(
        new HostFiles.Contact("http://127.0.0.1:" + http.getAddress().getPort(), host.secret));
    HostFiles.deleteAbandoned(files.directory().getParent());
    host.waitForEndOf(build);
    http.stop(0);
    host.closeServers();
    files.delete();
    System.exit(0);
  }

  private void waitForEndOf(BuildProcess build) throws InterruptedException {
    boolean alive = true;
    while (alive) {
      alive = !stopping.await(WATCH_MILLIS, TimeUnit.MILLISECONDS) && build.alive();
    }
  }

  private void closeServers() {
    stopping.countDown();
    servers.values().parallelStream().forEach(HostedServer::close);
  }

  private HttpServer listen() throws IOException {
    var loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
    var http = HttpServer.create(new InetSocketAddress(loopback, 0), 0);
    http.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    http.createContext("/server/", this::answer);
    http.start();
    return http;
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      if (!secret.equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
        exchange.sendResponseHeaders(FORBIDDEN, -1);
        return;
      }
      var name = exchange.getRequestURI().getPath().substring("/server/".length());
      try {
        send(exchange, OK, address(name));
      } catch (RuntimeException e) {
        e.printStackTrace();
        send(exchange, FAILED, e.getMessage());
      }
    }
  }

  private String address(String name) {
    return Arrays.stream(Server.values())
        .filter(server -> server.name().equals(name))
        .map(server -> servers.get(server).address())
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("There is no server " + name));
  }

  private static void send(HttpExchange exchange, int status, String text) throws IOException {
    var bytes = String.valueOf(text).getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }
}
