package dev.dizhtime.gateway.guests;

import io.vertx.core.http.HttpConnection;
import io.vertx.core.net.SocketAddress;

/** One connection of a client. Used on its event loop. */
public final class Guest {
  private final HttpConnection connection;
  private final String address;
  private final boolean trusted;
  private int inHand;
  private boolean known;
  private long quietSinceMillis;

  Guest(HttpConnection connection, TrustedProxies proxies, long nowMillis) {
    SocketAddress peer = connection.remoteAddress();
    this.connection = connection;
    this.address = peer == null ? null : peer.hostAddress();
    this.trusted = proxies.trusts(address);
    this.quietSinceMillis = nowMillis;
  }

  /** Where the connection itself comes from; null when that is not known. */
  public String address() {
    return address;
  }

  /** Whether it comes from a proxy of ours, whose word about the client is taken. */
  public boolean trusted() {
    return trusted;
  }

  void began() {
    inHand++;
    known = true;
  }

  void ended(long nowMillis) {
    inHand--;
    quietSinceMillis = nowMillis;
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
