package dev.dizhtime.runtime.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class EnvTest {
  @Test
  void readsATextUnderItsPrefixedName() {
    assertThat(env("DIZHTIME_HTTP_HOST", "127.0.0.1").text("HTTP_HOST")).isEqualTo("127.0.0.1");
  }

  @Test
  void takesAnEmptyVariableForAnAbsentOne() {
    assertThat(env("DIZHTIME_HTTP_HOST", " ").text("HTTP_HOST", "fallback")).isEqualTo("fallback");
  }

  @Test
  void namesTheVariableThatIsNotSet() {
    assertThatThrownBy(() -> Env.of(Map.of()).text("JWKS_URL"))
        .isInstanceOf(ConfigException.class)
        .hasMessage("DIZHTIME_JWKS_URL is not set");
  }

  @Test
  void refusesANumberThatIsNoneOrOutOfRange() {
    for (String wrong : new String[] {"eighty", "-1", "65536", "8080.5", "99999999999999999999"}) {
      assertThatThrownBy(() -> env("DIZHTIME_HTTP_PORT", wrong).integer("HTTP_PORT", 80, 0, 65_535))
          .isInstanceOf(ConfigException.class)
          .hasMessage(
              "DIZHTIME_HTTP_PORT must be a whole number from 0 to 65535, not '" + wrong + "'");
    }
  }

  @Test
  void refusesAShareThatIsNotOfAWhole() {
    assertThat(env("DIZHTIME_TRACE_RATIO", "0.25").fraction("TRACE_RATIO", 1)).isEqualTo(0.25);
    for (String wrong : new String[] {"half", "-0.1", "1.01", "NaN", "25%"}) {
      assertThatThrownBy(() -> env("DIZHTIME_TRACE_RATIO", wrong).fraction("TRACE_RATIO", 1))
          .isInstanceOf(ConfigException.class)
          .hasMessage("DIZHTIME_TRACE_RATIO must be a number from 0 to 1, not '" + wrong + "'");
    }
  }

  @Test
  void neverShowsAnAddressThatMayHoldAPassword() {
    assertThatThrownBy(() -> env("DIZHTIME_POSTGRES_URL", "u:hunter2@[").uri("POSTGRES_URL"))
        .isInstanceOf(ConfigException.class)
        .message()
        .doesNotContain("hunter2");
  }

  @Test
  void refusesAKeyOfAnotherLength() {
    assertThatThrownBy(() -> env("DIZHTIME_QUOTE_KEY", "c2hvcnQ=").key("QUOTE_KEY", 32))
        .isInstanceOf(ConfigException.class)
        .hasMessage("DIZHTIME_QUOTE_KEY must be 32 bytes in base64");
  }

  @Test
  void aSecretNeverPrints() {
    record Config(Secret password) {}

    var config = new Config(env("DIZHTIME_PASSWORD", "hunter2").secret("PASSWORD"));
    assertThat(config.toString()).doesNotContain("hunter2");
    assertThat(config.password().reveal()).isEqualTo("hunter2");
  }

  private static Env env(String name, String value) {
    return Env.of(Map.of(name, value));
  }
}
