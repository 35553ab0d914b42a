package dev.dizhtime.search;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FoldTest {
  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "Café  Renée's, cafe renees",
        "WENDY'S, wendys",
        "Dönerhaus, donerhaus",
        "Ｓｕｓｈｉ, sushi",
        "寿司, 寿司",
        "\"   \", \"\""
      })
  void makesTheSameWhatPeopleTakeForTheSame(String text, String folded) {
    assertThat(Fold.fold(text)).isEqualTo(folded);
  }
}
