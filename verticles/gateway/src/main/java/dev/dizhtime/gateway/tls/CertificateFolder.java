package dev.dizhtime.gateway.tls;

import dev.dizhtime.runtime.service.ServiceContext;
import dev.dizhtime.runtime.service.WorkLoop;
import io.micrometer.core.instrument.Counter;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Certificates from files, looked at every {@value #LOOK_MILLIS} ms: {@code NAME.crt} or {@code
 * NAME/tls.crt} with the chain, {@code NAME.key} or {@code NAME/tls.key} with the key, both in PEM.
 * A certificate is for the names that it says; that of {@code default} also for all others. A pair
 * that can't be used leaves the one in place that was there before.
 */
public final class CertificateFolder {
  /** What its certificates are called in the store. */
  public static final String SOURCE = "files";

  /** Files that are read at most. */
  static final int MAX_PAIRS = 1_000;

  static final long LOOK_MILLIS = 1_000;
  private static final int MAX_BYTES = 256 * 1024;
  private static final String DEFAULT_NAME = "default";
  private static final Logger LOG = LoggerFactory.getLogger(CertificateFolder.class);

  private final Path folder;
  private final CertificateStore store;
  private final Counter failures;
  private final Map<String, Pair> pairs = new HashMap<>();

  /** What was read last, and what it is of it that can be used; null when nothing ever could. */
  private record Pair(byte[] certificates, byte[] key, ServerCertificate usable) {
    boolean same(byte[] otherCertificates, byte[] otherKey) {
      return Arrays.equals(certificates, otherCertificates) && Arrays.equals(key, otherKey);
    }
  }

  CertificateFolder(Path folder, CertificateStore store, Counter failures) {
    this.folder = folder;
    this.store = store;
    this.failures = failures;
  }

  /** Reads the folder now, and again and again while the service runs. */
  public static void watch(ServiceContext service, Path folder, CertificateStore store) {
    Counter failures =
        Counter.builder("dizhtime.gateway.certificate.failures")
            .description("Certificates in files that could not be used")
            .register(service.meters());
    CertificateFolder watched = new CertificateFolder(folder, store, failures);
    Vertx vertx = service.vertx();
    watched.look();
    WorkLoop.start(
        service, "certificates", LOOK_MILLIS, () -> vertx.executeBlocking(watched::look).await());
  }

  /** Reads what changed; returns false, for there is never more to do at once. */
  boolean look() {
    Map<String, Path> found = new HashMap<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
      for (Path entry : entries) {
        String name = entry.getFileName().toString();
        if (Files.isRegularFile(entry.resolve("tls.crt"))) {
          found.put(name, entry.resolve("tls.crt"));
        } else if (name.endsWith(".crt") && Files.isRegularFile(entry)) {
          found.putIfAbsent(name.substring(0, name.length() - ".crt".length()), entry);
        }
      }
    } catch (IOException e) {
      // A folder that is away for a moment must not take the certificates with it.
      LOG.warn("can't read the certificates in {}: {}", folder, e.toString());
      return false;
    }
    boolean changed = pairs.keySet().retainAll(found.keySet());
    List<String> names = found.keySet().stream().sorted().limit(MAX_PAIRS).toList();
    for (String name : names) {
      changed |= read(name, found.get(name));
    }
    if (changed) {
      store.replace(SOURCE, byHost());
      LOG.info("certificates for {} names are in use", store.size());
    }
    return false;
  }

  /** Returns whether another certificate is to be used from now on. */
  private boolean read(String name, Path certificateFile) {
    String file = certificateFile.getFileName().toString();
    Path keyFile = certificateFile.resolveSibling(file.replaceAll("\\.crt$", ".key"));
    Pair before = pairs.get(name);
    try {
      byte[] certificates = bounded(certificateFile);
      byte[] key = bounded(keyFile);
      if (before != null && before.same(certificates, key)) {
        return false;
      }
      ServerCertificate usable = before == null ? null : before.usable();
      // Whether it can be used or not, it is not read again before it changes.
      pairs.put(name, new Pair(certificates, key, usable));
      usable = ServerCertificate.parse(certificates, key);
      pairs.put(name, new Pair(certificates, key, usable));
      return true;
    } catch (BadCertificateException | IOException e) {
      failures.increment();
      LOG.warn("the certificate {} can't be used: {}", certificateFile, e.getMessage());
      return false;
    }
  }

  private static byte[] bounded(Path file) throws IOException {
    if (!Files.exists(file)) {
      return new byte[0];
    }
    try (var in = Files.newInputStream(file)) {
      byte[] read = in.readNBytes(MAX_BYTES + 1);
      if (read.length > MAX_BYTES) {
        throw new IOException(file + " is larger than " + MAX_BYTES + " bytes");
      }
      return read;
    }
  }

  /** Of two for the same name the one that is good for longer counts. */
  private Map<String, ServerCertificate> byHost() {
    Map<String, ServerCertificate> byHost = new HashMap<>();
    List<ServerCertificate> usable = new ArrayList<>();
    pairs.values().stream().map(Pair::usable).filter(Objects::nonNull).forEach(usable::add);
    usable.sort(Comparator.comparing(ServerCertificate::expiry));
    usable.forEach(each -> each.names().forEach(name -> byHost.put(name, each)));
    Pair standard = pairs.get(DEFAULT_NAME);
    if (standard != null && standard.usable() != null) {
      byHost.put(CertificateStore.DEFAULT, standard.usable());
    }
    return byHost;
  }
}
