package dev.dizhtime.wallet.statement;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CsvTest {
  @Test
  void quotesWhatMustBe() {
    assertThat(Csv.row("a", "b,c", "d\"e", null, 5L)).isEqualTo("a,\"b,c\",\"d\"\"e\",,5\r\n");
  }

  @Test
  void showsAFormulaAsText() {
    assertThat(Csv.row("=1+1", "+1", "-1", "@x", "\tx")).isEqualTo("'=1+1,'+1,'-1,'@x,'\tx\r\n");
    assertThat(Csv.row(-5L)).isEqualTo("-5\r\n");
  }
}
