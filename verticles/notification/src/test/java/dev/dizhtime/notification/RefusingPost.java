package dev.dizhtime.notification;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A mail server that refuses every recipient, with the reply that the test says. */
final class RefusingPost implements AutoCloseable {
  private final ServerSocket socket;
  private final Map<String, String> replies = new ConcurrentHashMap<>();
  private final Map<String, Integer> attempts = new ConcurrentHashMap<>();

  private final List<String> transcript = new CopyOnWriteArrayList<>();

  private RefusingPost(ServerSocket socket) {
    this.socket = socket;
  }

  static RefusingPost open() throws IOException {
    var post = new RefusingPost(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
    Thread.ofPlatform().daemon().start(post::accept);
    return post;
  }

  String address() {
    return "smtp://127.0.0.1:" + socket.getLocalPort();
  }

  void refuse(String recipient, String reply) {
    replies.put(recipient, reply);
  }

  int attempts(String recipient) {
    return attempts.getOrDefault(recipient, 0);
  }

  /** All that was said to the server. */
  List<String> transcript() {
    return transcript;
  }

  private void accept() {
    while (!socket.isClosed()) {
      try {
        Socket client = socket.accept();
        Thread.ofPlatform().daemon().start(() -> talk(client));
      } catch (IOException _) {
        // Closed; the loop ends.
      }
    }
  }

  private void talk(Socket client) {
    try (client) {
      var in =
          new BufferedReader(
              new InputStreamReader(client.getInputStream(), StandardCharsets.US_ASCII));
      say(client, "220 refusing");
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        transcript.add(line);
        if (line.startsWith("QUIT")) {
          say(client, "221 bye");
          return;
        }
        say(client, line.startsWith("RCPT") ? refusal(line) : "250 ok");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String refusal(String line) {
    String recipient = line.substring(line.indexOf('<') + 1, line.indexOf('>'));
    attempts.merge(recipient, 1, Integer::sum);
    return replies.getOrDefault(recipient, "550 nobody");
  }

  private static void say(Socket client, String reply) throws IOException {
    client.getOutputStream().write((reply + "\r\n").getBytes(StandardCharsets.US_ASCII));
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
