package dev.dizhtime.portal.design.testing;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The words of a module: what is asked for in templates and code, and what there is. */
public final class Words {
  private static final Pattern IN_TEMPLATE =
      Pattern.compile("#\\{([a-z][\\w.-]*)|#messages\\.msg\\('([\\w.-]+)'");
  private static final Pattern COMPUTED = Pattern.compile("#\\{\\$\\{'([\\w.-]+\\.)' \\+");
  private static final Pattern IN_CODE = Pattern.compile("\"([a-z][\\w-]*(?:\\.[\\w-]+)+)\"");
  private static final Pattern BARE_TEXT =
      Pattern.compile(">\\s*[^<>\\s&·{][^<>]*\\p{L}{3,}[^<>]*<");

  private final Path main;

  /** The words below a module's {@code src/main}. */
  public Words(Path main) {
    this.main = main;
  }

  /** Keys that a template asks for by name. */
  public Set<String> asked() throws IOException {
    return matches(IN_TEMPLATE, ".html");
  }

  /** Keys that may be asked for: by name, from code, or as "prefix." plus something. */
  public boolean mayBeAsked(String key) throws IOException {
    return asked().contains(key)
        || matches(IN_CODE, ".java").contains(key)
        || matches(COMPUTED, ".html").stream().anyMatch(key::startsWith);
  }

  /** Each file of words with its keys. */
  public Map<Path, Set<String>> given() throws IOException {
    Map<Path, Set<String>> given = new HashMap<>();
    for (Path file : files(".properties")) {
      if (file.getFileName().toString().startsWith("messages")) {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
          properties.load(reader);
        }
        given.put(file, new TreeSet<>(properties.stringPropertyNames()));
      }
    }
    return given;
  }

  /** Text that stands in a template itself, and so in one language only. */
  public List<String> bareTexts() throws IOException {
    List<String> bare = new ArrayList<>();
    for (Path file : files(".html")) {
      String html = Files.readString(file).replaceAll("(?s)<!--.*?-->", "");
      Matcher matcher = BARE_TEXT.matcher(html);
      while (matcher.find()) {
        bare.add(file.getFileName() + ": " + matcher.group());
      }
    }
    return bare;
  }

  private Set<String> matches(Pattern pattern, String suffix) throws IOException {
    Set<String> found = new TreeSet<>();
    for (Path file : files(suffix)) {
      Matcher matcher = pattern.matcher(Files.readString(file));
      while (matcher.find()) {
        for (int group = 1; group <= matcher.groupCount(); group++) {
          if (matcher.group(group) != null) {
            found.add(matcher.group(group));
          }
        }
      }
    }
    return found;
  }

  private List<Path> files(String suffix) throws IOException {
    try (Stream<Path> all = Files.walk(main)) {
      return all.filter(each -> each.toString().endsWith(suffix)).collect(Collectors.toList());
    }
  }
}
