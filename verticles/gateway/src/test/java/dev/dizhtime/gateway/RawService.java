package dev.dizhtime.gateway;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A service that answers with exactly the bytes that a test gives it, by the last element of the
 * path. What begins with {@code !} hangs up after it.
 */
final class RawService implements AutoCloseable {
  final AtomicInteger connections = new AtomicInteger();
  final AtomicInteger requests = new AtomicInteger();

  private final Map<String, String> answers = new ConcurrentHashMap<>();
  private final ServerSocket server;

  private RawService(ServerSocket server) {
    this.server = server;
  }

  static RawService start() {
    try {
      RawService service =
          new RawService(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
      Thread.ofVirtual().start(service::accept);
      return service;
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  String address() {
    return "http://127.0.0.1:" + server.getLocalPort();
  }

  /** Says what a path is answered with. */
  void answers(String path, String bytes) {
    answers.put(path, bytes);
  }

  private void accept() {
    try {
      while (!server.isClosed()) {
        Socket socket = server.accept();
        connections.incrementAndGet();
        Thread.ofVirtual().start(() -> serve(socket));
      }
    } catch (IOException _) {
      // The test is over.
    }
  }

  private void serve(Socket socket) {
    try (socket;
        var reader =
            new BufferedReader(
                new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1))) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        while (!reader.readLine().isEmpty()) {
          // The headers.
        }
        requests.incrementAndGet();
        String path = line.split(" ")[1];
        String answer = answers.get(path.substring(path.lastIndexOf('/') + 1));
        boolean last = answer.startsWith("!");
        OutputStream out = socket.getOutputStream();
        out.write(answer.substring(last ? 1 : 0).getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
        if (last) {
          return;
        }
      }
    } catch (IOException _) {
      // The gateway hung up.
    }
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
