package dev.dizhtime.gateway.guests;

import io.netty.channel.ChannelPipeline;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * The connections of one event loop. A client has a bounded time for the head of its first request,
 * and a bounded time from one answer to the head of its next request, however slowly it sends; and
 * while a request lasts, some byte must come or go within a bounded time.
 */
public final class Guests {
  private static final long LOOK_MILLIS = 500;

  private final GuestBook book;
  private final TrustedProxies proxies;
  private final int headerTimeoutMillis;
  private final int keepAliveMillis;
  private final int idleTimeoutMillis;
  private final Map<HttpConnection, Guest> present = new IdentityHashMap<>();
  private final LoopClock clock = new LoopClock(LOOK_MILLIS);

  public Guests(
      GuestBook book,
      TrustedProxies proxies,
      int headerTimeoutMillis,
      int keepAliveMillis,
      int idleTimeoutMillis) {
    this.book = book;
    this.proxies = proxies;
    this.headerTimeoutMillis = headerTimeoutMillis;
    this.keepAliveMillis = keepAliveMillis;
    this.idleTimeoutMillis = idleTimeoutMillis;
  }

  /** Begins to look after them; ends with the verticle whose context this is called on. */
  public void watch(Vertx vertx) {
    vertx.setPeriodic(LOOK_MILLIS, _ -> look());
  }

  /** A client has connected; nothing of its request was read yet. */
  public void arrived(HttpConnection connection) {
    if (!book.enter()) {
      connection.close();
      return;
    }
    Guest guest = new Guest(connection, proxies, clock.millis());
    ChannelPipeline pipeline = guest.pipeline();
    StrictDecoding.install(pipeline);
    Flushing.install(pipeline);
    present.put(connection, guest);
    connection.closeHandler(
        _ -> {
          present.remove(connection);
          book.left();
        });
  }

  /** A request of a client has begun. */
  public Guest began(HttpConnection connection) {
    Guest guest = present.get(connection);
    // One that was turned away may still have had a request in its first packet.
    Guest begun = guest == null ? new Guest(connection, proxies, clock.millis()) : guest;
    begun.began();
    return begun;
  }

  /** A request of a client has ended. */
  public void ended(Guest guest) {
    guest.ended(clock.millis());
  }

  private void look() {
    clock.tick();
    long nowMillis = clock.millis();
    present.values().forEach(guest -> guest.look(idleTimeoutMillis));
    List<Guest> slow =
        present.values().stream()
            .filter(guest -> guest.tooSlow(nowMillis, headerTimeoutMillis, keepAliveMillis))
            .toList();
    for (Guest guest : slow) {
      book.closedSlow(guest.unknown());
      guest.connection().close();
    }
  }
}
