package dev.dizhtime.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Measures the source files of a checkout. A file tells one story; a long one tells several. */
final class FileSizes {
  /** A ratchet: it may be lowered, never raised. */
  static final int MAXIMUM_LINES = 400;

  private static final Set<String> SKIPPED = Set.of("target", "node_modules");

  private FileSizes() {}

  /** The Java files under {@code root} that are longer than the maximum, with their lines. */
  static SortedMap<Path, Long> tooLong(Path root) throws IOException {
    var found = new TreeMap<Path, Long>();
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
            var name = directory.getFileName().toString();
            return SKIPPED.contains(name) || (name.startsWith(".") && !directory.equals(root))
                ? FileVisitResult.SKIP_SUBTREE
                : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (file.toString().endsWith(".java") && lines(file) > MAXIMUM_LINES) {
              found.put(root.relativize(file), lines(file));
            }
            return FileVisitResult.CONTINUE;
          }
        });
    return found;
  }

  private static long lines(Path file) {
    try (var lines = Files.lines(file)) {
      return lines.count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
