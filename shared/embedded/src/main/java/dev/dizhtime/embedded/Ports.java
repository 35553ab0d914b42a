package dev.dizhtime.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/** Looks at the ports of 127.0.0.1. */
public final class Ports {
  /**
   * Below the ports that the system gives to outgoing connections, one of which might be faster.
   */
  private static final int LOWEST = 15_000;

  private static final int HIGHEST = 32_000;
  private static final int ATTEMPTS = 100;

  private Ports() {}

  /** Returns {@code port} when it is free, or any free one for 0; throws when it is taken. */
  public static int claim(String server, int port) {
    if (port == 0) {
      return anyFree(server);
    }
    if (!free(port)) {
      throw new EmbeddedServerException(
          "%s cannot start: port %d on 127.0.0.1 is taken by another program."
              .formatted(server, port));
    }
    return port;
  }

  private static int anyFree(String server) {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      int port = ThreadLocalRandom.current().nextInt(LOWEST, HIGHEST);
      if (free(port)) {
        return port;
      }
    }
    throw new EmbeddedServerException(
        "%s cannot start: no free port was found on 127.0.0.1.".formatted(server));
  }

  private static boolean free(int port) {
    try (var socket = new ServerSocket()) {
      var loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
      socket.bind(new InetSocketAddress(loopback, port));
      return true;
    } catch (BindException _) {
      return false;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
