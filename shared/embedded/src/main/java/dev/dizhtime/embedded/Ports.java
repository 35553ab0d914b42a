package dev.dizhtime.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Looks at the ports of 127.0.0.1. */
final class Ports {
  private Ports() {}

  /** Returns {@code port} when it is free, or any free one for 0; throws when it is taken. */
  static int claim(String server, int port) {
    try (var socket = new ServerSocket()) {
      socket.bind(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port));
      return socket.getLocalPort();
    } catch (java.net.BindException e) {
      throw new EmbeddedServerException(
          "%s cannot start: port %d on 127.0.0.1 is taken by another program."
              .formatted(server, port),
          e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
