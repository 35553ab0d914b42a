package dev.dizhtime.auth.breached;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.apache.commons.codec.digest.DigestUtils;

/** Answers by range as Have I Been Pwned does, or in another way that a test says. */
public final class StandInRanges implements AutoCloseable {
  private static final String PATH = "/range/";
  private static final int PADDED_TO = 800;

  private final HttpServer server;
  private final Map<String, Long> counts = new ConcurrentHashMap<>();
  private final List<Asked> asked = new CopyOnWriteArrayList<>();
  private final CountDownLatch closed = new CountDownLatch(1);
  private volatile HttpHandler answer = this::range;

  /** A request that came. */
  public record Asked(String method, String target, Headers headers, int bodyBytes) {}

  public StandInRanges() throws IOException {
    server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    server.setExecutor(
        Executors.newCachedThreadPool(Thread.ofPlatform().daemon().name("stand-in").factory()));
    server.createContext("/", this::take);
    server.start();
  }

  public String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + PATH;
  }

  /** Knows it, as often as that; 0 is what padding has. */
  public void knows(String password, long times) {
    counts.put(sha1(password), times);
  }

  /** What it was asked, the oldest first. */
  public List<Asked> asked() {
    return List.copyOf(asked);
  }

  /** Answers as the test says from now on. */
  public void answers(HttpHandler other) {
    answer = other;
  }

  /** Answers well from now on. */
  public void answersWell() {
    answer = this::range;
  }

  /** Waits until the test is over. */
  public void hold() {
    try {
      closed.await();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /** In hexadecimal and upper case. */
  public static String sha1(String password) {
    return DigestUtils.sha1Hex(password).toUpperCase(Locale.ROOT);
  }

  /** The other digits of a password's hash, as a line with a count. */
  public static String line(String password, long times) {
    return sha1(password).substring(5) + ":" + times + "\r\n";
  }

  public static void send(HttpExchange exchange, int status, String text) throws IOException {
    try (exchange) {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(status, bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  @Override
  public void close() {
    closed.countDown();
    server.stop(0);
  }

  private void take(HttpExchange exchange) throws IOException {
    int bodyBytes = exchange.getRequestBody().readAllBytes().length;
    asked.add(
        new Asked(
            exchange.getRequestMethod(),
            exchange.getRequestURI().toString(),
            exchange.getRequestHeaders(),
            bodyBytes));
    answer.handle(exchange);
  }

  private void range(HttpExchange exchange) throws IOException {
    String digits = exchange.getRequestURI().getPath().substring(PATH.length());
    List<String> lines = new ArrayList<>();
    counts.forEach(
        (hash, times) -> {
          if (hash.startsWith(digits)) {
            lines.add(hash.substring(5) + ":" + times);
          }
        });
    for (int i = lines.size(); i < PADDED_TO; i++) {
      lines.add(sha1("padding " + i).substring(5) + ":0");
    }
    send(exchange, 200, String.join("\r\n", lines));
  }
}
