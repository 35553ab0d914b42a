package dev.dizhtime.notification.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dizhtime.runtime.config.ConfigException;
import dev.dizhtime.runtime.config.Env;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MailConfigTest {
  @Test
  void neverShowsThePassword() {
    MailConfig config = config("smtps://mailer:open-sesame@mail.example.com", "a@example.com");
    assertThat(config.toString()).contains("mailer").doesNotContain("open-sesame");
    assertThat(config.port()).isEqualTo(465);
    assertThat(config.implicitTls()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://localhost:25", "smtp:localhost", "localhost"})
  void refusesAnAddressThatIsNoMailServers(String url) {
    assertThatThrownBy(() -> config(url, "a@example.com"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("DIZHTIME_SMTP_URL");
  }

  @Test
  void refusesASenderThatIsNoAddress() {
    assertThatThrownBy(() -> config("smtp://localhost", "DizhTime"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("DIZHTIME_MAIL_FROM");
  }

  @Test
  void waitsLongerAfterEachFailureUpToABound() {
    MailConfig config = config("smtp://localhost", "a@example.com");
    assertThat(config.retryMillis(1)).isEqualTo(1_000);
    assertThat(config.retryMillis(4)).isEqualTo(8_000);
    assertThat(config.retryMillis(1_000)).isEqualTo(MailConfig.MAX_RETRY_MILLIS);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "anna",
        "anna@example.com\r\nRCPT TO:<eve@example.com>",
        "anna@example.com,eve@example.com",
        "Anna <anna@example.com>",
        "\"a b\"@example.com",
        "anna@example..com"
      })
  void takesNoAddressThatIsMoreThanAnAddress(String address) {
    assertThat(Addresses.plausible(address)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"anna@example.com", "o'neil+food@sub.example.co.uk", "root@localhost"})
  void takesAddresses(String address) {
    assertThat(Addresses.plausible(address)).isTrue();
  }

  private static MailConfig config(String url, String from) {
    return MailConfig.from(Env.of(Map.of("DIZHTIME_SMTP_URL", url, "DIZHTIME_MAIL_FROM", from)));
  }
}
