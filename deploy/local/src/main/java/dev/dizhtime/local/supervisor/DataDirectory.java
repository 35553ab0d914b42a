package dev.dizhtime.local.supervisor;

import dev.dizhtime.local.platform.Secrets;
import dev.dizhtime.local.platform.Server;
import dev.dizhtime.local.terminal.ExitCode;
import dev.dizhtime.local.terminal.Refusal;
import dev.dizhtime.runtime.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.Optional;

/**
 * Where one platform keeps everything: the servers' data, secrets, logs and what is running.
 * Readable by its owner only. Whoever holds {@code lock} runs the platform; the lock dies with its
 * process.
 */
public record DataDirectory(Path root) {
  private static final FileAttribute<?> OWNER_ONLY =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
  private static final FileAttribute<?> OWNER_ONLY_FILE =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

  public DataDirectory {
    root = root.toAbsolutePath().normalize();
  }

  /** Makes it when it is missing; throws {@link Refusal} when it cannot be used. */
  public void prepare() {
    try {
      if (!Files.isDirectory(root)) {
        Files.createDirectories(root.getParent());
        Files.createDirectory(root, OWNER_ONLY);
      }
      Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwx------"));
      Files.createDirectories(logs());
      Files.createDirectories(run());
    } catch (IOException e) {
      throw new Refusal("The data directory %s cannot be written: %s.".formatted(root, e), e);
    }
  }

  /** Removes it with everything in it; throws {@link Refusal} when that can't be done. */
  public void remove() {
    try {
      delete(root);
    } catch (IOException e) {
      throw new Refusal("The directory %s cannot be removed: %s.".formatted(root, e), e);
    }
  }

  private static void delete(Path folder) throws IOException {
    try (var files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /**
   * A folder for what a process needs only while it lives. One that is killed leaves it full, and
   * its successor has it emptied.
   */
  Path scratch(String process) {
    var folder = run().resolve(process + ".scratch");
    try {
      delete(folder);
    } catch (IOException _) {
      // It is not there, or who had it is just ending and deletes in it too.
    }
    try {
      return Files.createDirectories(folder);
    } catch (IOException e) {
      throw new Refusal("The directory %s cannot be made: %s.".formatted(folder, e), e);
    }
  }

  /** Takes the lock, or throws {@link Refusal} when the platform is running already. */
  public FileChannel lock() {
    try {
      var channel =
          FileChannel.open(lockFile(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (!tryLock(channel)) {
        channel.close();
        throw new Refusal(
            ExitCode.WRONG_STATE,
            "The platform is running already on %s (dizhtime status shows it, dizhtime down stops it)."
                .formatted(root));
      }
      return channel;
    } catch (IOException e) {
      throw new Refusal("The data directory %s cannot be locked: %s.".formatted(root, e), e);
    }
  }

  /** Whether a living supervisor holds the lock. */
  public boolean locked() {
    if (!Files.exists(lockFile())) {
      return false;
    }
    try (var channel = FileChannel.open(lockFile(), StandardOpenOption.WRITE)) {
      return !tryLock(channel);
    } catch (IOException e) {
      throw new Refusal("The data directory %s cannot be read: %s.".formatted(root, e), e);
    }
  }

  private static boolean tryLock(FileChannel channel) throws IOException {
    try {
      FileLock lock = channel.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException _) {
      return false;
    }
  }

  /** The secrets, made now when nothing else is here yet; throws {@link Refusal} otherwise. */
  public Secrets secrets() {
    if (Files.exists(secretsFile())) {
      return readSecrets();
    }
    if (Server.VALUES.stream().anyMatch(server -> Files.exists(of(server)))) {
      throw new Refusal(
          "The data directory %s is half-written: it has data but no secrets.json; put that file back, or remove the data with dizhtime reset."
              .formatted(root));
    }
    var secrets = Secrets.generate();
    replace(secretsFile(), Json.write(secrets));
    return secrets;
  }

  /** The secrets of a platform that was started before. */
  public Secrets readSecrets() {
    try {
      return Json.read(Files.readString(secretsFile()), Secrets.class);
    } catch (IOException | UncheckedIOException | NullPointerException e) {
      throw new Refusal(
          "The secrets in %s cannot be read; put that file back, or remove all data with dizhtime reset."
              .formatted(secretsFile()),
          e);
    }
  }

  /** What the last supervisor wrote, if any. */
  public Optional<RunState> state() {
    try {
      return Optional.of(Json.read(Files.readString(stateFile()), RunState.class));
    } catch (IOException | UncheckedIOException _) {
      return Optional.empty();
    }
  }

  /** The state of a platform that is running and ready; throws {@link Refusal} otherwise. */
  public RunState requireRunning() {
    var state = locked() ? state() : Optional.<RunState>empty();
    return state.orElseThrow(
        () ->
            new Refusal(
                ExitCode.WRONG_STATE,
                "The platform is not running on %s; start it with dizhtime up.".formatted(root)));
  }

  void write(RunState state) {
    replace(stateFile(), Json.write(state));
  }

  /** All or nothing, and for the owner's eyes only. */
  public static void replace(Path file, String content) {
    try {
      var fresh = file.resolveSibling(file.getFileName() + ".new");
      Files.deleteIfExists(fresh);
      Files.createFile(fresh, OWNER_ONLY_FILE);
      Files.writeString(fresh, content, StandardOpenOption.WRITE);
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new Refusal("The file %s cannot be written: %s.".formatted(file, e), e);
    }
  }

  /** The directory of a server's data. */
  public Path of(Server server) {
    return root.resolve(server.serverName());
  }

  /** Where a process or server writes its log. */
  public Path log(String name) {
    return logs().resolve(name + ".log");
  }

  /** The directory of all logs. */
  public Path logs() {
    return root.resolve("logs");
  }

  /** What belongs to the present run. */
  public Path run() {
    return root.resolve("run");
  }

  /** The marker of a demo city that is complete. */
  public Path cityFile() {
    return root.resolve("city-complete");
  }

  /** The last measurement. */
  public Path benchFile() {
    return root.resolve("bench.json");
  }

  /** Keys, passwords and accounts. */
  public Path secretsFile() {
    return root.resolve("secrets.json");
  }

  private Path lockFile() {
    return root.resolve("lock");
  }

  private Path stateFile() {
    return run().resolve("state.json");
  }
}
