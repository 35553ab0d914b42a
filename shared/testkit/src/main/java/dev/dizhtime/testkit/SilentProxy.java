package dev.dizhtime.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Stands before a server, and can fall silent as a network does that is cut: nothing gets through
 * any more, and nobody is told.
 */
public final class SilentProxy implements AutoCloseable {
  private static final int BACKLOG = 50;
  private static final int CHUNK_BYTES = 8_192;

  private final URI server;
  private final ServerSocket listening;
  private final List<Line> lines = new CopyOnWriteArrayList<>();
  private volatile boolean silent;

  private SilentProxy(URI server, ServerSocket listening) {
    this.server = server;
    this.listening = listening;
  }

  /** Before the server that this address names. */
  public static SilentProxy before(String url) {
    try {
      var proxy =
          new SilentProxy(
              URI.create(url), new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress()));
      Thread.startVirtualThread(proxy::accept);
      return proxy;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The same address, with this proxy in the place of the server. */
  public String url() {
    return server
        .toString()
        .replace(
            server.getHost() + ":" + server.getPort(), "127.0.0.1:" + listening.getLocalPort());
  }

  /** From now on nothing gets through, neither on lines that are open nor on new ones. */
  public void fallSilent() {
    silent = true;
    lines.forEach(line -> line.silent = true);
  }

  /** New lines get through again; those that were cut stay so. */
  public void speak() {
    silent = false;
  }

  private void accept() {
    try {
      while (!listening.isClosed()) {
        Line line = new Line(listening.accept(), new Socket(server.getHost(), server.getPort()));
        lines.add(line);
        line.silent = silent;
        Thread.startVirtualThread(() -> line.carry(line.client, line.server));
        Thread.startVirtualThread(() -> line.carry(line.server, line.client));
      }
    } catch (IOException _) {
      close();
    }
  }

  @Override
  public void close() {
    end(listening);
    lines.forEach(Line::close);
  }

  private static void end(AutoCloseable socket) {
    try {
      socket.close();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static final class Line {
    private final Socket client;
    private final Socket server;
    private volatile boolean silent;

    Line(Socket client, Socket server) {
      this.client = client;
      this.server = server;
    }

    private void carry(Socket from, Socket to) {
      byte[] chunk = new byte[CHUNK_BYTES];
      try {
        for (int read = from.getInputStream().read(chunk);
            read >= 0;
            read = from.getInputStream().read(chunk)) {
          if (!silent) {
            to.getOutputStream().write(chunk, 0, read);
          }
        }
      } catch (IOException _) {
        // One side has closed; said to the other below, unless the line is cut.
      }
      if (!silent) {
        close();
      }
    }

    private void close() {
      end(client);
      end(server);
    }
  }
}
