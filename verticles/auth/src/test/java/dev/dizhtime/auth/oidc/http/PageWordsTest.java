package dev.dizhtime.auth.oidc.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dizhtime.auth.oidc.model.Scopes;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class PageWordsTest {
  @Test
  void bothLanguagesHaveTheSameWords() throws IOException {
    assertThat(words("pages_de")).containsExactlyInAnyOrderElementsOf(words("pages"));
  }

  @Test
  void everyScopeCanBeAskedFor() throws IOException {
    Set<String> asked =
        Scopes.ALL.stream().map(scope -> "scope." + scope).collect(Collectors.toSet());
    assertThat(words("pages")).containsAll(asked);
  }

  private static Set<String> words(String file) throws IOException {
    Properties words = new Properties();
    try (var in =
        new InputStreamReader(
            Pages.class.getResourceAsStream("/dev/dizhtime/auth/oidc/" + file + ".properties"),
            StandardCharsets.ISO_8859_1)) {
      words.load(in);
    }
    return words.stringPropertyNames();
  }
}
