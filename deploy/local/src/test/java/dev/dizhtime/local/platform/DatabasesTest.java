package dev.dizhtime.local.platform;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatabasesTest {
  @Test
  void keepsServerAndLogInAndPutsTheDatabaseBehindThem() {
    assertThat(Databases.url("postgresql://u:p%40ss@db:6543/postgres", "orders"))
        .isEqualTo("postgresql://u:p%40ss@db:6543/orders");
    assertThat(Databases.url("postgresql://u:p@db", "auth"))
        .isEqualTo("postgresql://u:p@db:5432/auth");
  }

  @ParameterizedTest
  @CsvSource({
    "mongodb://h:1, mongodb://h:1/restaurant",
    "mongodb://h:1/, mongodb://h:1/restaurant",
    "mongodb://h:1/mine, mongodb://h:1/mine",
    "mongodb://h:1/?tls=true, mongodb://h:1/restaurant?tls=true",
    "mongodb+srv://u:p@h/mine?x=1, mongodb+srv://u:p@h/mine?x=1",
  })
  void namesADatabaseWhereTheAddressHasNone(String given, String expected) {
    assertThat(Databases.mongoUri(given, "restaurant")).isEqualTo(expected);
  }
}
