package dev.dizhtime.embedded;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Properties;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/** Unpacks PostgreSQL's programs from the class path, once per version. */
final class PostgresBinaries {
  private static final String ARCHIVE = "/postgres-linux-x86_64.txz";
  private static final String VERSIONS = "postgres.properties";
  private static final Set<PosixFilePermission> EXECUTABLE =
      PosixFilePermissions.fromString("rwxr-xr-x");
  private static final int OWNER_MAY_EXECUTE = 0100;

  private PostgresBinaries() {}

  /** The directory with {@code bin} and {@code lib}; complete, or not there at all. */
  static Path unpacked() {
    var home = ServersDirectory.root().resolve("postgresql").resolve(version());
    if (Files.isDirectory(home)) {
      return home;
    }
    try {
      Files.createDirectories(home.getParent());
      var fresh = Files.createTempDirectory(home.getParent(), "unpacking");
      try {
        unpack(fresh);
        Files.setPosixFilePermissions(fresh, EXECUTABLE);
        move(fresh, home);
      } finally {
        Directories.delete(fresh);
      }
      return home;
    } catch (IOException e) {
      throw new EmbeddedServerException(
          "PostgreSQL cannot be unpacked to %s (%s).".formatted(home, e.getMessage()), e);
    }
  }

  /** E.g. {@code 18.6.0}. */
  static String version() {
    try (InputStream in = PostgresBinaries.class.getResourceAsStream(VERSIONS)) {
      var properties = new Properties();
      properties.load(in);
      return properties.getProperty("version");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void unpack(Path directory) throws IOException {
    InputStream archive = PostgresBinaries.class.getResourceAsStream(ARCHIVE);
    if (archive == null) {
      throw new IOException("there are no programs for this machine, only for Linux x86-64");
    }
    try (var tar =
        new TarArchiveInputStream(new XZCompressorInputStream(new BufferedInputStream(archive)))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        unpack(entry, tar, directory);
      }
    }
  }

  private static void unpack(TarArchiveEntry entry, InputStream content, Path directory)
      throws IOException {
    var target = directory.resolve(entry.getName()).normalize();
    if (!target.startsWith(directory)) {
      throw new IOException("the archive points outside of its directory: " + entry.getName());
    }
    if (entry.isDirectory()) {
      Files.createDirectories(target);
      return;
    }
    Files.createDirectories(target.getParent());
    if (entry.isSymbolicLink()) {
      Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
      return;
    }
    Files.copy(content, target);
    if ((entry.getMode() & OWNER_MAY_EXECUTE) != 0) {
      Files.setPosixFilePermissions(target, EXECUTABLE);
    }
  }

  /** Another process may have been faster; its copy is as good as ours. */
  private static void move(Path fresh, Path home) throws IOException {
    try {
      Files.move(fresh, home, StandardCopyOption.ATOMIC_MOVE);
    } catch (FileSystemException e) {
      if (!Files.isDirectory(home)) {
        throw e;
      }
    }
  }
}
