package dev.dizhtime.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dizhtime.runtime.config.ConfigException;
import dev.dizhtime.runtime.config.Env;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SearchConfigTest {
  private static SearchConfig read(String url, String prefix) {
    return SearchConfig.from(
        Env.of(Map.of("DIZHTIME_ELASTICSEARCH_URL", url, "DIZHTIME_INDEX_PREFIX", prefix)));
  }

  @Test
  void takesUserAndPasswordFromTheUrlAndNeverPrintsThePassword() {
    SearchConfig config = read("https://elastic:p%40ss+word@es:9243", "dizhtime-");
    assertThat(config.elasticsearch()).hasToString("https://es:9243");
    assertThat(config.credentials())
        .hasValueSatisfying(
            who -> {
              assertThat(who.user()).isEqualTo("elastic");
              assertThat(who.password().reveal()).isEqualTo("p@ss+word");
            });
    assertThat(config.toString()).doesNotContain("p@ss");
  }

  @Test
  void needsNoCredentialsAndNoPort() {
    SearchConfig config = read("http://es", "t1-");
    assertThat(config.elasticsearch()).hasToString("http://es:9200");
    assertThat(config.credentials()).isEmpty();
  }

  @Test
  void refusesWhatIsNoHttpUrlAndWhatCanBeginNoIndexName() {
    assertThatThrownBy(() -> read("ftp://es", "a-")).isInstanceOf(ConfigException.class);
    assertThatThrownBy(() -> read("http://es", "Upper-"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("DIZHTIME_INDEX_PREFIX");
  }
}
