package dev.dizhtime.restaurant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dizhtime.runtime.config.ConfigException;
import dev.dizhtime.runtime.config.Env;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RestaurantConfigTest {
  private static RestaurantConfig read(String uri) {
    return RestaurantConfig.from(Env.of(Map.of("DIZHTIME_MONGO_URI", uri)));
  }

  @Test
  void takesTheDatabaseFromTheUriAndHidesThePassword() {
    RestaurantConfig config = read("mongodb://user:open-sesame@db:27017/city?w=majority");
    assertThat(config.mongoDatabase()).isEqualTo("city");
    assertThat(config.toString()).doesNotContain("open-sesame");
  }

  @ParameterizedTest
  @ValueSource(strings = {"mongodb://u:open-sesame@db:27017", "http://u:open-sesame@db/city"})
  void refusesAUriThatNamesNoDatabaseWithoutRepeatingIt(String uri) {
    assertThatThrownBy(() -> read(uri))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("DIZHTIME_MONGO_URI")
        .hasMessageNotContaining("open-sesame");
  }
}
