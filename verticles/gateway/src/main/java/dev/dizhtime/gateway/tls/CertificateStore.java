package dev.dizhtime.gateway.tls;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The certificates that count now, by the name that a client asks for. Several sources may each
 * give theirs; of two for one name that of the source whose name comes first counts. May be used
 * from any thread.
 */
public final class CertificateStore {
  /** The certificate for names that no other is for, and for clients that ask for none. */
  public static final String DEFAULT = "";

  private static final String WILDCARD = "*";

  private final Map<String, Map<String, ServerCertificate>> bySource = new HashMap<>();
  private volatile Map<String, ServerCertificate> byName = Map.of();
  private volatile Map<String, ServerCertificate> byAlias = Map.of();

  /**
   * Lets other certificates of a source count from the next handshake on; connections that are
   * there go on.
   *
   * @param source who gives them, e.g. "files" or "kubernetes"
   * @param certificates by host: a name, {@code *.name} for any one label before it, or {@link
   *     #DEFAULT}
   */
  public synchronized void replace(String source, Map<String, ServerCertificate> certificates) {
    bySource.put(source, Map.copyOf(certificates));
    Map<String, ServerCertificate> all = new HashMap<>();
    bySource.keySet().stream()
        .sorted(Comparator.reverseOrder())
        .forEach(
            each ->
                bySource
                    .get(each)
                    .forEach((host, found) -> all.put(host.toLowerCase(Locale.ROOT), found)));
    Map<String, ServerCertificate> aliases = new HashMap<>(withAliases(all));
    withAliases(byName).forEach(aliases::putIfAbsent);
    byAlias = Map.copyOf(aliases);
    byName = Map.copyOf(all);
  }

  private static Map<String, ServerCertificate> withAliases(Map<String, ServerCertificate> some) {
    return some.values().stream()
        .collect(Collectors.toMap(ServerCertificate::alias, Function.identity(), (one, _) -> one));
  }

  /** A certificate that counts now, or counted before the last change. */
  Optional<ServerCertificate> byAlias(String alias) {
    return Optional.ofNullable(byAlias.get(alias));
  }

  /**
   * The certificate for a name: its own, then that of the wildcard for its first label, then the
   * default one.
   *
   * @param serverName as the client asks for it; null when it does not
   */
  public Optional<ServerCertificate> find(String serverName) {
    Map<String, ServerCertificate> now = byName;
    if (serverName != null) {
      String name = serverName.toLowerCase(Locale.ROOT);
      ServerCertificate found = now.get(name);
      int dot = name.indexOf('.');
      if (found == null && dot > 0) {
        found = now.get(WILDCARD + name.substring(dot));
      }
      if (found != null) {
        return Optional.of(found);
      }
    }
    return Optional.ofNullable(now.get(DEFAULT));
  }

  /** When the first of them is good no more; empty when there is none. */
  public Optional<Instant> firstExpiry() {
    return byName.values().stream().map(ServerCertificate::expiry).min(Comparator.naturalOrder());
  }

  /** How many names there are certificates for. */
  public int size() {
    return byName.size();
  }
}
