package dev.dizhtime.runtime.postgres;

import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.flywaydb.core.Flyway;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings a database to the version that the code wants; several instances may try at once. */
final class Migrations {
  private static final Logger LOG = LoggerFactory.getLogger(Migrations.class);
  private static final String SHARED = "dev/dizhtime/runtime/postgres/db";
  private static final String ENDING = ".sql";
  private static final int CONNECT_RETRIES = 10;
  private static final int CONNECT_RETRY_SECONDS = 1;

  private Migrations() {}

  /** Has Flyway do what is not done. */
  static void run(PostgresConfig config, String own) {
    Flyway.configure()
        .dataSource(config.jdbcUrl(), config.user(), config.password().reveal())
        .locations("classpath:" + SHARED, "classpath:" + own)
        .connectRetries(CONNECT_RETRIES)
        .connectRetriesInterval(CONNECT_RETRY_SECONDS)
        .failOnMissingLocations(true)
        .load()
        .migrate();
  }

  /**
   * Whether the database has had these migrations, each as it is written here, and no other, by
   * Flyway's own notes. To ask is one query; Flyway itself takes a quarter of a start to find that
   * there is nothing to do. In any doubt it is Flyway who is to look.
   */
  static boolean done(Pool pool, Map<String, Integer> written) {
    try {
      Map<String, Integer> had = new HashMap<>();
      for (Row row :
          pool.query("SELECT script, checksum, success FROM flyway_schema_history")
              .execute()
              .await()) {
        had.put(
            row.getString("script"), row.getBoolean("success") ? row.getInteger("checksum") : null);
      }
      return !written.isEmpty() && had.equals(written);
    } catch (RuntimeException e) {
      LOG.debug("whether the schema is new is not known: {}", e.toString());
      return false;
    }
  }

  /** What is written here: scripts and their checksums; none when it can't be told. Blocks. */
  static Map<String, Integer> written(String own) {
    Map<String, Integer> written = new HashMap<>();
    try {
      for (String folder : List.of(SHARED, own)) {
        URL url = Migrations.class.getClassLoader().getResource(folder);
        if (url == null) {
          throw new IOException("not on the class path as a folder: " + folder);
        }
        if (url.openConnection() instanceof JarURLConnection inJar) {
          // Not by the class loader's own way into the jar, whose locks others wait for.
          try (FileSystem jar = FileSystems.newFileSystem(Path.of(inJar.getJarFileURL().toURI()))) {
            written.putAll(checksums(jar.getPath(folder)));
          }
        } else {
          written.putAll(checksums(Path.of(url.toURI())));
        }
      }
      return written;
    } catch (IOException | URISyntaxException e) {
      LOG.debug("which migrations there are is not known: {}", e.toString());
      return Map.of();
    }
  }

  private static Map<String, Integer> checksums(Path folder) throws IOException {
    Map<String, Integer> checksums = new HashMap<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(each -> each.toString().endsWith(ENDING)).toList()) {
        try (BufferedReader lines = Files.newBufferedReader(file)) {
          checksums.put(file.getFileName().toString(), checksum(lines));
        }
      }
    }
    return checksums;
  }

  /** As Flyway reckons it: of the lines without their ends. */
  private static int checksum(BufferedReader lines) throws IOException {
    CRC32 sum = new CRC32();
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      sum.update(line.getBytes(StandardCharsets.UTF_8));
    }
    return (int) sum.getValue();
  }
}
