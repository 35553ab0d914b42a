package dev.dizhtime.portal.design;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SecurityHeadersTest {
  private static final Pattern INLINE =
      Pattern.compile(
          "(?i)\\sstyle=|\\son\\w+=|\\shx-on|<style|javascript:|<script(?![^>]*th:src)");

  @Test
  void allowsNothingInlineAndNothingFromElsewhere() {
    assertThat(SecurityHeaders.CONTENT_SECURITY_POLICY)
        .startsWith("default-src 'none'")
        .doesNotContain("unsafe-", "*", "http", "data:");
  }

  @Test
  void needsNothingInlineInAnyTemplate() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of(".."))) {
      var templates =
          files.filter(each -> each.toString().matches(".*/src/main/.*\\.html")).toList();
      assertThat(templates).hasSizeGreaterThan(5);
      for (Path template : templates) {
        assertThat(INLINE.matcher(Files.readString(template)).results().toList())
            .as(template.toString())
            .isEmpty();
      }
    }
  }
}
