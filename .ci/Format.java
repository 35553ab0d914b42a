import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.ImportOrderer;
import com.google.googlejavaformat.java.JavaFormatterOptions;
import com.google.googlejavaformat.java.RemoveUnusedImports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.stream.Stream;

/**
 * Formats every Java source of the project with google-java-format, or with {@code --check} only
 * says which are not formatted, and fails. Files or folders may be named; without any, all are
 * meant.
 *
 * <p>It is run on the JDK 25 of the toolchain, because google-java-format reads sources with the
 * compiler of the JDK that it runs on, and Maven itself may run on a JDK 17.
 */
class Format {
  private static final List<String> ROOTS =
      List.of("shared", "verticles", "portals", "deploy", ".ci");

  public static void main(String[] arguments) throws IOException {
    boolean check = List.of(arguments).contains("--check");
    Formatter formatter = new Formatter(JavaFormatterOptions.defaultOptions());
    var changed = new ConcurrentSkipListSet<Path>();
    var broken = new ConcurrentSkipListSet<String>();
    List<String> named = List.of(arguments).stream().filter(each -> !each.startsWith("-")).toList();
    for (String root : named.isEmpty() ? ROOTS : named) {
      try (Stream<Path> files = Files.walk(Path.of(root))) {
        files
            .filter(Format::isSource)
            .parallel()
            .forEach(file -> format(formatter, file, check, changed, broken));
      }
    }
    broken.forEach(System.err::println);
    changed.forEach(file -> System.err.println((check ? "not formatted: " : "formatted: ") + file));
    if (!broken.isEmpty() || (check && !changed.isEmpty())) {
      System.err.println("Run ./dizhtime format");
      System.exit(1);
    }
  }

  private static boolean isSource(Path file) {
    return file.toString().endsWith(".java") && !file.toString().contains("/target/");
  }

  private static void format(
      Formatter formatter,
      Path file,
      boolean check,
      ConcurrentSkipListSet<Path> changed,
      ConcurrentSkipListSet<String> broken) {
    try {
      String source = Files.readString(file);
      String ordered =
          ImportOrderer.reorderImports(
              RemoveUnusedImports.removeUnusedImports(source), JavaFormatterOptions.Style.GOOGLE);
      String formatted = formatter.formatSource(ordered);
      if (!formatted.equals(source)) {
        changed.add(file);
        if (!check) {
          Files.writeString(file, formatted);
        }
      }
    } catch (Exception e) {
      broken.add(file + ": " + e.getMessage());
    }
  }
}
