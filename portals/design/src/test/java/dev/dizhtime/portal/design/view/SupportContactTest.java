package dev.dizhtime.portal.design.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dizhtime.runtime.config.ConfigException;
import dev.dizhtime.runtime.config.Env;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SupportContactTest {
  @Test
  void isAMailAddressOrATelephoneNumber() {
    assertThat(contact("help@example.com").link()).isEqualTo("mailto:help@example.com");
    assertThat(contact("+1 (212) 555-0100"))
        .isEqualTo(new SupportContact("+1 (212) 555-0100", "tel:+12125550100"));
  }

  @Test
  void mayBeAbsent() {
    assertThat(contact(" ").given()).isFalse();
  }

  @Test
  void isNothingElse() {
    for (String text : new String[] {"javascript:alert(1)", "ask Ada", "12"}) {
      assertThatThrownBy(() -> contact(text))
          .isInstanceOf(ConfigException.class)
          .hasMessageContaining("DIZHTIME_SUPPORT_CONTACT");
    }
  }

  private static SupportContact contact(String text) {
    return SupportContact.from(Env.of(Map.of("DIZHTIME_SUPPORT_CONTACT", text)));
  }
}
