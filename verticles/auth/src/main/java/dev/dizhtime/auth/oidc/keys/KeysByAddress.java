package dev.dizhtime.auth.oidc.keys;

import com.nimbusds.jose.jwk.JWKSet;
import dev.dizhtime.auth.oidc.protocol.ClientKeys;
import dev.dizhtime.auth.oidc.protocol.RemoteKeys;
import io.vertx.core.Future;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The keys of clients that told us an address instead. Kept for a while; an unknown key makes us
 * ask again, but not before a minute is over, for whoever sends an assertion has not proved
 * anything yet. While the address does not answer, the keys that we know go on being good for a
 * day.
 */
public final class KeysByAddress implements RemoteKeys {
  static final Duration FRESH = Duration.ofMinutes(10);
  static final Duration MIN_WAIT = Duration.ofMinutes(1);
  static final Duration LONGEST = Duration.ofDays(1);
  static final int MAX_ADDRESSES = 1_000;

  private static final Logger LOG = LoggerFactory.getLogger(KeysByAddress.class);

  private final Documents documents;
  private final Clock clock;
  private final Map<URI, Kept> kept =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<URI, Kept> eldest) {
          return size() > MAX_ADDRESSES;
        }
      };

  /** Gets a document. */
  @FunctionalInterface
  public interface Documents {
    /** The document at an address that the whole world can reach; bounded in size and time. */
    Future<String> get(URI address);
  }

  /** What is known of one address; changed under the lock of all. */
  private static final class Kept {
    JWKSet keys = new JWKSet();
    Instant read = Instant.EPOCH;
    Instant asked = Instant.EPOCH;
    Future<?> asking = Future.succeededFuture();
  }

  public KeysByAddress(Documents documents, Clock clock) {
    this.documents = documents;
    this.clock = clock;
  }

  @Override
  public JWKSet find(URI address, boolean anew) {
    Kept entry = entry(address);
    ask(address, entry, anew).await();
    return known(entry);
  }

  private synchronized Kept entry(URI address) {
    return kept.computeIfAbsent(address, _ -> new Kept());
  }

  private synchronized Future<?> ask(URI address, Kept entry, boolean anew) {
    Instant now = clock.instant();
    boolean wanted = anew || isOver(entry.read, FRESH, now);
    if (wanted && entry.asking.isComplete() && isOver(entry.asked, MIN_WAIT, now)) {
      entry.asked = now;
      entry.asking =
          documents
              .get(address)
              .map(ClientKeys::usable)
              .onSuccess(keys -> keep(entry, keys, now))
              .onFailure(e -> LOG.warn("no keys at {}: {}", address, e.getMessage()))
              .otherwiseEmpty();
    }
    return entry.asking;
  }

  private synchronized void keep(Kept entry, JWKSet keys, Instant now) {
    entry.keys = keys;
    entry.read = now;
  }

  private synchronized JWKSet known(Kept entry) {
    return isOver(entry.read, LONGEST, clock.instant()) ? new JWKSet() : entry.keys;
  }

  private static boolean isOver(Instant since, Duration time, Instant now) {
    return !now.isBefore(since.plus(time));
  }
}
