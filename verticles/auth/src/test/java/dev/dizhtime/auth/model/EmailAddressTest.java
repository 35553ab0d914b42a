package dev.dizhtime.auth.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmailAddressTest {
  @Test
  void isTheSameWhateverTheLettersCase() {
    assertThat(EmailAddress.of(" Ada@Example.ORG ")).isEqualTo(EmailAddress.of("ada@example.org"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a@b", "first.last+tag@sub.example.org", "x_y-z@пример.рф"})
  void takesAddresses(String address) {
    assertThat(EmailAddress.of(address).value()).isEqualTo(address);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "a",
        "@b",
        "a@",
        "a@b@c",
        "a b@c",
        "a@b.",
        "a@.b",
        "a..b@c",
        "a@b\u0000",
        "<a@b>",
        "a@b\r\nBcc: x"
      })
  void refusesWhatIsNone(String address) {
    assertThatThrownBy(() -> EmailAddress.of(address))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("must be an e-mail address");
  }

  @Test
  void refusesWhatNoMailServerTakes() {
    assertThatThrownBy(() -> EmailAddress.of("a@" + "b".repeat(300)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
