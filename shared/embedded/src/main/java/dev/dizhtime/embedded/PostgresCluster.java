package dev.dizhtime.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The files of one PostgreSQL: its data and the password of its one user. */
record PostgresCluster(Path directory) {
  static final String USER = "dizhtime";
  private static final int PASSWORD_BYTES = 24;
  private static final Duration INITDB_BOUND = Duration.ofSeconds(60);

  Path data() {
    return directory.resolve("data");
  }

  Path postmasterPid() {
    return data().resolve("postmaster.pid");
  }

  String password() throws IOException {
    return Files.readString(directory.resolve("password")).strip();
  }

  /** Makes the data when there are none yet; throws when there are some that cannot be served. */
  void prepare(Path programs, ServerSettings settings) throws IOException {
    if (!Files.exists(data())) {
      initialise(programs, settings);
      return;
    }
    var versionFile = data().resolve("PG_VERSION");
    if (!Files.exists(versionFile) || !Files.exists(directory.resolve("password"))) {
      throw new EmbeddedServerException(
          "PostgreSQL cannot start: %s is half-written; remove it if it holds nothing of value."
              .formatted(directory));
    }
    var found = Files.readString(versionFile).strip();
    var ours = PostgresBinaries.version().split("\\.")[0];
    if (!found.equals(ours)) {
      throw new EmbeddedServerException(
          "PostgreSQL cannot start: %s was written by version %s and this is version %s."
              .formatted(data(), found, ours));
    }
  }

  /** Works beside the data directory and renames, so that a crash leaves nothing half-written. */
  private void initialise(Path programs, ServerSettings settings) throws IOException {
    var fresh = directory.resolve("data.new");
    Directories.delete(fresh);
    writePassword();
    var command = new ArrayList<>(asOrdinaryUser());
    command.addAll(
        List.of(
            programs.resolve("bin").resolve("initdb").toString(),
            "--pgdata=" + fresh,
            "--username=" + USER,
            "--pwfile=" + directory.resolve("password"),
            "--auth=scram-sha-256",
            "--encoding=UTF8",
            "--locale-provider=builtin",
            "--builtin-locale=C.UTF-8",
            "--locale=C"));
    if (!settings.durable()) {
      command.add("--no-sync");
    }
    Files.createDirectories(settings.logFile().getParent());
    var process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(settings.logFile().toFile()))
            .start();
    if (!finishedWell(process)) {
      throw new EmbeddedServerException(
          "PostgreSQL cannot start: its data directory could not be made, see %s."
              .formatted(settings.logFile()));
    }
    Files.move(fresh, data());
  }

  private static boolean finishedWell(Process process) {
    try {
      return process.waitFor(INITDB_BOUND.toSeconds(), TimeUnit.SECONDS)
          && process.exitValue() == 0;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    } finally {
      process.destroyForcibly();
    }
  }

  private void writePassword() throws IOException {
    var random = new byte[PASSWORD_BYTES];
    new SecureRandom().nextBytes(random);
    var file = directory.resolve("password");
    Files.deleteIfExists(file);
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(
        file,
        Base64.getUrlEncoder().withoutPadding().encodeToString(random),
        StandardOpenOption.WRITE);
  }

  /**
   * PostgreSQL refuses to run as root; in a user namespace of its own it does not see that it is.
   */
  static List<String> asOrdinaryUser() throws IOException {
    var root = Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0);
    return root ? List.of("unshare", "--user") : List.of();
  }
}
