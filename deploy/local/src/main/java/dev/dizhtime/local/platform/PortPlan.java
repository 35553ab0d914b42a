package dev.dizhtime.local.platform;

import dev.dizhtime.local.terminal.Refusal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/**
 * Who listens where on 127.0.0.1, derived from the gateway's port: services and portals just above
 * it, servers from 20 above it, management from 100 above it.
 *
 * @param gateway the gateway's port, {@link #LOWEST} to {@link #HIGHEST}
 */
public record PortPlan(int gateway) {
  /** Lower ports are the system's. */
  public static final int LOWEST = 1_024;

  /** So that the highest port of the plan is still a port. */
  public static final int HIGHEST = 65_535 - PortPlan.SPAN;

  /** What {@code --port} is when it is not given. */
  public static final int DEFAULT = 8_080;

  private static final int MANAGEMENT_OFFSET = 100;
  private static final int SPAN = 112;

  /** Throws {@link Refusal} when the port is out of range. */
  public PortPlan {
    if (gateway < LOWEST || gateway > HIGHEST) {
      throw new Refusal(
          "The port must be from %d to %d, not %d.".formatted(LOWEST, HIGHEST, gateway));
    }
  }

  /** The port of its API or pages. */
  public int http(Part part) {
    return gateway + part.portOffset();
  }

  /** The port of its health and metrics. */
  public int management(Part part) {
    return gateway + MANAGEMENT_OFFSET + part.portOffset();
  }

  /** The port of a server. */
  public int of(Server server) {
    return gateway + server.portOffset();
  }

  /** The gateway's address, without a slash at the end. */
  public String gatewayUrl() {
    return "http://127.0.0.1:" + gateway;
  }

  /** An address of a part, without a slash at the end. */
  public String url(Part part) {
    return "http://127.0.0.1:" + http(part);
  }

  /** Throws {@link Refusal}, naming the port, when one of those that will be used is taken. */
  public void requireFree(Collection<Server> servers) {
    var ports =
        Stream.concat(
                Arrays.stream(Part.values()).flatMap(p -> Stream.of(http(p), management(p))),
                servers.stream().map(this::of))
            .sorted()
            .toList();
    for (int port : ports) {
      if (taken(port)) {
        throw new Refusal(
            "Port %d is taken by another program; choose other ports with --port N (N to N+%d are used, at present %d to %d)."
                .formatted(port, SPAN, gateway, gateway + SPAN));
      }
    }
  }

  /** All ports of the plan. */
  List<Integer> all() {
    var ports = new ArrayList<Integer>();
    Arrays.stream(Part.values()).forEach(p -> ports.addAll(List.of(http(p), management(p))));
    Arrays.stream(Server.values()).forEach(s -> ports.add(of(s)));
    return ports;
  }

  private static boolean taken(int port) {
    try (var socket = new ServerSocket()) {
      socket.bind(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port));
      return false;
    } catch (BindException _) {
      return true;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
