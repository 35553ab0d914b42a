package dev.dizhtime.gateway.proxy;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.net.NetSocket;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A WebSocket: bytes both ways, each as fast as the other side takes them, until one hangs up. */
final class Tunnel {
  private static final Logger LOG = LoggerFactory.getLogger(Tunnel.class);

  private Tunnel() {}

  /** Opens it after the service has agreed. */
  static void open(Visit visit, MultiMap agreed, NetSocket inner) {
    MultiMap headers = visit.response().headers();
    ResponseHeaders.copy(visit, agreed, headers);
    headers.set(HttpHeaders.CONNECTION, HttpHeaders.UPGRADE);
    headers.set(HttpHeaders.UPGRADE, "websocket");
    inner.pause();
    visit
        .request()
        .toNetSocket()
        .onSuccess(outer -> join(visit, outer, inner))
        .onFailure(
            e -> {
              LOG.warn("{} could not be switched to a WebSocket", visit.routeName(), e);
              inner.close();
              visit.finish(false);
            });
  }

  private static void join(Visit visit, NetSocket outer, NetSocket inner) {
    outer.closeHandler(
        _ -> {
          inner.close();
          visit.finish(true);
        });
    inner.closeHandler(_ -> outer.close());
    outer.pipeTo(inner);
    inner.pipeTo(outer);
  }
}
