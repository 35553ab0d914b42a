package dev.dizhtime.testkit.host;

import dev.dizhtime.testkit.ProjectRoot;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.Optional;

/**
 * The files of one build's host.
 *
 * @param directory named after the build's process, so that builds never share one
 */
record HostFiles(Path directory) {
  static HostFiles of(BuildProcess build) {
    return new HostFiles(
        ProjectRoot.find().resolve("target").resolve("testkit").resolve(build.toString()));
  }

  /** Where test JVMs take turns at starting the host. */
  Path startLock() {
    return directory.resolve("start.lock");
  }

  Path log() {
    return directory.resolve("host.log");
  }

  Path data(String server) {
    return directory.resolve(server);
  }

  /** What a test JVM needs to know of the host: an address and a secret. */
  record Contact(String url, String secret) {}

  void publish(Contact contact) throws IOException {
    var fresh = directory.resolve("contact.new");
    Files.deleteIfExists(fresh);
    Files.createFile(
        fresh, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(fresh, contact.url() + "\n" + contact.secret() + "\n");
    Files.move(fresh, contact(), StandardCopyOption.ATOMIC_MOVE);
  }

  Optional<Contact> published() throws IOException {
    try {
      var lines = Files.readAllLines(contact());
      return Optional.of(new Contact(lines.get(0), lines.get(1)));
    } catch (NoSuchFileException _) {
      return Optional.empty();
    }
  }

  void forget() throws IOException {
    Files.deleteIfExists(contact());
  }

  private Path contact() {
    return directory.resolve("contact");
  }

  /** Held by the host as long as it lives; whoever else gets it knows that the host is dead. */
  Optional<FileLock> tryLife() throws IOException {
    var channel =
        FileChannel.open(
            directory.resolve("life.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    var lock = channel.tryLock();
    if (lock == null) {
      channel.close();
    }
    return Optional.ofNullable(lock);
  }

  void delete() throws IOException {
    if (!Files.exists(directory)) {
      return;
    }
    try (var files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }

  /** Removes what killed hosts of ended builds have left. */
  static void deleteAbandoned(Path parent) throws IOException {
    try (var siblings = Files.list(parent)) {
      for (Path sibling : siblings.filter(Files::isDirectory).toList()) {
        var build = BuildProcess.parse(sibling.getFileName().toString());
        if (build.isPresent() && !build.get().alive()) {
          deleteIfDead(new HostFiles(sibling));
        }
      }
    }
  }

  private static void deleteIfDead(HostFiles files) throws IOException {
    var life = files.tryLife();
    if (life.isPresent()) {
      try (var _ = life.get().acquiredBy()) {
        files.delete();
      }
    }
  }
}
