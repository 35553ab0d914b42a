package dev.dizhtime.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** What all servers are put through. */
final class Servers {
  private static final int EXIT_BOUND_SECONDS = 20;

  private Servers() {}

  static ServerSettings settings(Path directory) {
    return ServerSettings.in(directory.resolve("server"), directory.resolve("server.log"));
  }

  /** Kills the server's process and waits for the news. */
  static void kill(EmbeddedServer server) throws Exception {
    ProcessHandle.of(server.pid().orElseThrow()).orElseThrow().destroyForcibly();
    assertThat(server.exit().get(EXIT_BOUND_SECONDS, TimeUnit.SECONDS)).isNotZero();
    assertThat(server.alive()).isFalse();
    server.close();
  }

  /** Where a server in a JVM of its own has what it needs only while it lives. */
  static Path scratch(EmbeddedServer server, ServerSettings settings) {
    var scratch = settings.directory().resolve("scratch");
    var process = ProcessHandle.of(server.pid().orElseThrow()).orElseThrow();
    assertThat(process.info().arguments().orElseThrow()).contains("-Djava.io.tmpdir=" + scratch);
    return scratch;
  }

  /** Closes the server and sees that it has left no process. */
  static void close(EmbeddedServer server) {
    var process = server.pid().stream().mapToObj(ProcessHandle::of).findFirst();
    server.close();
    server.close();
    assertThat(server.alive()).isFalse();
    assertThat(process.flatMap(found -> found).filter(ProcessHandle::isAlive)).isEmpty();
  }

  static void refusesATakenPort(
      Function<ServerSettings, EmbeddedServer> start, ServerSettings settings) throws Exception {
    var loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
    try (var taken = new ServerSocket(0, 1, loopback)) {
      int port = taken.getLocalPort();
      assertThatThrownBy(() -> start.apply(settings.withPort(port)))
          .isInstanceOf(EmbeddedServerException.class)
          .hasMessageContaining("port " + port)
          .hasMessageContaining("taken");
    }
  }

  static void refusesADirectoryInUse(
      Function<ServerSettings, EmbeddedServer> start, ServerSettings settings) {
    assertThatThrownBy(() -> start.apply(settings))
        .isInstanceOf(EmbeddedServerException.class)
        .hasMessageContaining("in use");
  }
}
