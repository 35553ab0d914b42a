package dev.dizhtime.search;

import static org.assertj.core.api.Assertions.assertThat;

import co.elastic.clients.elasticsearch._types.FieldValue;
import dev.dizhtime.contracts.GeoPoint;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CursorTest {
  private static final Search SEARCH = search("pizza");
  private static final List<FieldValue> AFTER =
      List.of(FieldValue.of(1L), FieldValue.of(12.5), FieldValue.of("id-7"));

  private static Search search(String text) {
    return new Search(
        Optional.of(text), Optional.of(new GeoPoint(40.7, -73.9)), 5_000, Optional.empty(), 20);
  }

  @Test
  void findsItsWayBack() {
    assertThat(Cursor.read(SEARCH, Cursor.of(SEARCH, AFTER)).orElseThrow())
        .extracting(FieldValue::_get)
        .containsExactly(1L, 12.5, "id-7");
  }

  @Test
  void refusesTheCursorOfAnotherSearch() {
    assertThat(Cursor.read(search("sushi"), Cursor.of(SEARCH, AFTER))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[]",
        "{}",
        "null",
        "{\"q\":\"%s\",\"after\":[1,2.5]}",
        "{\"q\":\"%s\",\"after\":[1,2.5,3]}",
        "{\"q\":\"%s\",\"after\":[1,{},\"id\"]}",
        "{\"q\":\"%s\",\"after\":{\"a\":1}}",
        "not json"
      })
  void refusesWhatItDidNotMake(String content) {
    String made =
        Base64.getUrlEncoder()
            .encodeToString(
                content.replace("%s", SEARCH.fingerprint()).getBytes(StandardCharsets.UTF_8));
    assertThat(Cursor.read(SEARCH, made)).isEmpty();
    assertThat(Cursor.read(SEARCH, "%%%")).isEmpty();
    assertThat(Cursor.read(SEARCH, "A".repeat(401))).isEmpty();
  }
}
