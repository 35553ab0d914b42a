package dev.dizhtime.notification;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlainTextTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Anna\\r\\nBcc: everyone@example.com|Anna Bcc: everyone@example.com",
        "Anna~u2028Subject: x|Anna Subject: x",
        "Anna~u0085Subject: x|Anna Subject: x",
        "~u202Egnp.exe|gnp.exe",
        "a~u0000b|a b",
        "lone ~uD800 half|lone half",
        "Zoë Ünal 🍕|Zoë Ünal 🍕",
        "<b>bold</b>|<b>bold</b>"
      })
  void leavesOneLine(String escaped, String expected) {
    assertThat(PlainText.line(escaped.translateEscapes().transform(PlainTextTest::unicode), 100))
        .isEqualTo(expected);
  }

  @Test
  void cutsWithoutBreakingACharacter() {
    assertThat(PlainText.line("abcdef", 6)).isEqualTo("abcdef");
    assertThat(PlainText.line("abcdefg", 6)).isEqualTo("abcde…");
    assertThat(PlainText.line("abcd🍕fg", 6)).isEqualTo("abcd…");
  }

  @Test
  void makesNothingOfNull() {
    assertThat(PlainText.line(null, 10)).isEmpty();
  }

  private static String unicode(String text) {
    return java.util.regex.Pattern.compile("~u([0-9A-F]{4})")
        .matcher(text)
        .replaceAll(hex -> String.valueOf((char) Integer.parseInt(hex.group(1), 16)));
  }
}
