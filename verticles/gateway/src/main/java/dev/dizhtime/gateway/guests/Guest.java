package dev.dizhtime.gateway.guests;

import io.netty.channel.ChannelPipeline;
import io.netty.handler.timeout.IdleStateHandler;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.net.SocketAddress;
import io.vertx.core.net.impl.ConnectionBase;
import java.util.concurrent.TimeUnit;

/** One connection of a client. Used on its event loop. */
public final class Guest {
  private static final String IDLE = "idle";

  private final HttpConnection connection;
  private final String address;
  private final TrustedProxies proxies;
  private Object trustedAsOf;
  private boolean trusted;
  private int inHand;
  private boolean known;
  private long begun;
  private long begunAtLook;
  private boolean watched;
  private long quietSinceMillis;

  Guest(HttpConnection connection, TrustedProxies proxies, long nowMillis) {
    SocketAddress peer = connection.remoteAddress();
    this.connection = connection;
    this.address = peer == null ? null : peer.hostAddress();
    this.proxies = proxies;
    this.quietSinceMillis = nowMillis;
  }

  /** Where the connection itself comes from; null when that is not known. */
  public String address() {
    return address;
  }

  /** Whether it comes from a proxy of ours, whose word about the client is taken. */
  public boolean trusted() {
    Object now = proxies.version();
    if (now != trustedAsOf) {
      trustedAsOf = now;
      trusted = proxies.trusts(address);
    }
    return trusted;
  }

  void began() {
    inHand++;
    begun++;
    known = true;
  }

  void ended(long nowMillis) {
    inHand--;
    quietSinceMillis = nowMillis;
  }

  /**
   * Looks for bytes on it while a request lasts, and hangs up when none come or go. Most requests
   * are over from one look to the next, and are not to pay for this with each read and write.
   */
  void look(int idleTimeoutMillis) {
    boolean lasts = inHand > 0 && begun == begunAtLook;
    begunAtLook = begun;
    if (lasts == watched) {
      return;
    }
    watched = lasts;
    if (lasts) {
      pipeline()
          .addFirst(IDLE, new IdleStateHandler(0, 0, idleTimeoutMillis, TimeUnit.MILLISECONDS));
    } else {
      pipeline().remove(IDLE);
    }
  }

  ChannelPipeline pipeline() {
    return ((ConnectionBase) connection).channel().pipeline();
  }

  /** Whether it has said nothing complete for longer than it may. */
  boolean tooSlow(long nowMillis, int headerTimeoutMillis, int keepAliveMillis) {
    long allowed = known ? keepAliveMillis : headerTimeoutMillis;
    return inHand == 0 && nowMillis - quietSinceMillis > allowed;
  }

  /** Whether it has never sent a request. */
  boolean unknown() {
    return !known;
  }

  HttpConnection connection() {
    return connection;
  }
}
