package dev.dizhtime.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dizhtime.auth.model.SecondFactorFor;
import dev.dizhtime.runtime.config.ConfigException;
import dev.dizhtime.runtime.config.Env;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AuthConfigTest {
  private final Map<String, String> env =
      new HashMap<>(
          Map.of(
              "DIZHTIME_KEY_ENCRYPTION_KEY", Base64.getEncoder().encodeToString(new byte[32]),
              "DIZHTIME_ADMIN_EMAIL", "Root@example.org",
              "DIZHTIME_ADMIN_PASSWORD", "quite a secret"));

  @Test
  void readsTheFirstAdmin() {
    assertThat(AuthConfig.from(Env.of(env)).admin().orElseThrow().email().value())
        .isEqualTo("root@example.org");
  }

  @Test
  void printsNoSecret() {
    assertThat(AuthConfig.from(Env.of(env)).toString())
        .doesNotContain("quite")
        .doesNotContain("AAAA");
  }

  @Test
  void refusesHalfAnAdmin() {
    env.remove("DIZHTIME_ADMIN_PASSWORD");
    assertThatThrownBy(() -> AuthConfig.from(Env.of(env)))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("together");
  }

  @Test
  void refusesAWeakAdminWithoutShowingThePassword() {
    env.put("DIZHTIME_ADMIN_PASSWORD", "hunter2");
    assertThatThrownBy(() -> AuthConfig.from(Env.of(env)))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("DIZHTIME_ADMIN_PASSWORD must have")
        .message()
        .doesNotContain("hunter2");
  }

  @Test
  void asksAdminsOnlyForASecondFactorUnlessToldOtherwise() {
    assertThat(AuthConfig.from(Env.of(env)).secondFactor()).isEqualTo(SecondFactorFor.ADMINS);
    env.put("DIZHTIME_SECOND_FACTOR", "everybody");
    assertThat(AuthConfig.from(Env.of(env)).secondFactor()).isEqualTo(SecondFactorFor.EVERYBODY);
  }

  @Test
  void refusesAnotherWordForWhoNeedsASecondFactor() {
    env.put("DIZHTIME_SECOND_FACTOR", "nobody");
    assertThatThrownBy(() -> AuthConfig.from(Env.of(env)))
        .isInstanceOf(ConfigException.class)
        .hasMessage("DIZHTIME_SECOND_FACTOR must be admins or everybody");
  }

  @Test
  void refusesAShortKey() {
    env.put("DIZHTIME_KEY_ENCRYPTION_KEY", "c2hvcnQ=");
    assertThatThrownBy(() -> AuthConfig.from(Env.of(env)))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("DIZHTIME_KEY_ENCRYPTION_KEY");
  }
}
