package dev.dizhtime.runtime.postgres;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What a session tells the database of itself, so that the database ends it, and frees what it
 * locked, when the client is gone without a word: its node lost power, the network is cut, or the
 * process stands still. On a session's own account, so that it holds on every server.
 */
final class SessionSettings {
  static final int KEEPALIVE_IDLE_SECONDS = 10;
  static final int KEEPALIVE_INTERVAL_SECONDS = 5;
  static final int KEEPALIVE_COUNT = 3;

  private static final String NETWORK_TIMEOUT = "20s";
  private static final String LOCK_TIMEOUT = "10s";

  private SessionSettings() {}

  /** Of every session: the kernel finds that the other side is gone. */
  private static Map<String, String> network() {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("tcp_keepalives_idle", Integer.toString(KEEPALIVE_IDLE_SECONDS));
    settings.put("tcp_keepalives_interval", Integer.toString(KEEPALIVE_INTERVAL_SECONDS));
    settings.put("tcp_keepalives_count", Integer.toString(KEEPALIVE_COUNT));
    settings.put("tcp_user_timeout", NETWORK_TIMEOUT);
    // A statement that waits for a lock does not look at its connection by itself.
    settings.put("client_connection_check_interval", NETWORK_TIMEOUT);
    return settings;
  }

  /**
   * Of the service's sessions. Who waits for a lock for long gives up and comes again: a consumer
   * polls meanwhile, which keeps its place in the group.
   */
  static Map<String, String> working(long silenceMillis) {
    Map<String, String> settings = network();
    settings.put("idle_in_transaction_session_timeout", Long.toString(silenceMillis));
    settings.put("lock_timeout", LOCK_TIMEOUT);
    return settings;
  }

  /** Of a session that holds a lock while it does nothing, and has to show that it lives. */
  static Map<String, String> locking(long silenceMillis) {
    Map<String, String> settings = working(silenceMillis);
    settings.put("idle_session_timeout", Long.toString(silenceMillis));
    return settings;
  }

  /** Of a session that changes the schema, and may take its time; as libpq has it in an address. */
  static String migrating() {
    return network().entrySet().stream()
        .map(each -> "-c%20" + each.getKey() + "%3D" + each.getValue())
        .collect(Collectors.joining("%20"));
  }
}
