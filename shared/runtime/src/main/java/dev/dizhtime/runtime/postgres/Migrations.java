package dev.dizhtime.runtime.postgres;

import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URL;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
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
  static boolean done(Pool pool, String own) {
    try {
      Map<String, Integer> written = new HashMap<>();
      for (String folder : List.of(SHARED, own)) {
        written.putAll(checksums(folder));
      }
      Map<String, Integer> had = new HashMap<>();
      for (Row row :
          pool.query("SELECT script, checksum, success FROM flyway_schema_history")
              .execute()
              .await()) {
        had.put(
            row.getString("script"), row.getBoolean("success") ? row.getInteger("checksum") : null);
      }
      return had.equals(written);
    } catch (IOException | RuntimeException e) {
      LOG.debug("whether the schema is new is not known: {}", e.toString());
      return false;
    }
  }

  private static Map<String, Integer> checksums(String folder) throws IOException {
    URL url = Migrations.class.getClassLoader().getResource(folder);
    if (url == null) {
      throw new IOException("not on the class path as a folder: " + folder);
    }
    URLConnection connection = url.openConnection();
    return connection instanceof JarURLConnection jar
        ? inJar(jar)
        : inFolder(Path.of(URI.create(url.toString())));
  }

  private static Map<String, Integer> inJar(JarURLConnection folder) throws IOException {
    // A jar of its own, for the shared one may be closed by whoever shares it.
    folder.setUseCaches(false);
    String prefix = folder.getEntryName().replaceAll("/*$", "/");
    Map<String, Integer> checksums = new HashMap<>();
    try (JarFile jar = folder.getJarFile()) {
      for (ZipEntry entry : jar.stream().toList()) {
        if (entry.getName().startsWith(prefix) && entry.getName().endsWith(ENDING)) {
          try (InputStream in = jar.getInputStream(entry)) {
            checksums.put(entry.getName().substring(prefix.length()), checksum(in));
          }
        }
      }
    }
    return checksums;
  }

  private static Map<String, Integer> inFolder(Path folder) throws IOException {
    Map<String, Integer> checksums = new HashMap<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(each -> each.toString().endsWith(ENDING)).toList()) {
        try (InputStream in = Files.newInputStream(file)) {
          checksums.put(file.getFileName().toString(), checksum(in));
        }
      }
    }
    return checksums;
  }

  /** As Flyway reckons it: of the lines without their ends. */
  private static int checksum(InputStream in) throws IOException {
    CRC32 sum = new CRC32();
    var lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      sum.update(line.getBytes(StandardCharsets.UTF_8));
    }
    return (int) sum.getValue();
  }
}
