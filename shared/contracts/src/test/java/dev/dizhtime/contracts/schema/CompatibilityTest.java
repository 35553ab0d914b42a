package dev.dizhtime.contracts.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The guard itself: what it lets through, and each kind of break that it must find. */
class CompatibilityTest {
  enum Colour {
    RED,
    GREEN
  }

  enum MoreColours {
    RED,
    GREEN,
    BLUE
  }

  enum FewerColours {
    RED
  }

  record Inner(long amount) {}

  record InnerOfText(String amount) {}

  record Before(UUID id, String name, Colour colour, List<Inner> inner) {}

  @Test
  void letsTheSameThrough() {
    assertThat(breaks(Before.class)).isEmpty();
  }

  @Test
  void letsAFieldThatMayBeAbsentThrough() {
    record After(
        UUID id,
        String name,
        Colour colour,
        List<Inner> inner,
        @JsonInclude(JsonInclude.Include.NON_NULL) String more) {}

    assertThat(breaks(After.class)).isEmpty();
  }

  @Test
  void letsANewConstantThrough() {
    record After(UUID id, String name, MoreColours colour, List<Inner> inner) {}

    assertThat(breaks(After.class)).isEmpty();
  }

  @Test
  void findsARemovedField() {
    record After(UUID id, Colour colour, List<Inner> inner) {}

    assertThat(breaks(After.class)).contains("payload.name: is gone");
  }

  @Test
  void findsAChangedType() {
    record After(UUID id, int name, Colour colour, List<Inner> inner) {}

    assertThat(breaks(After.class))
        .containsExactly("payload.name: type was \"string\", is \"integer\"");
  }

  @Test
  void findsAChangedFormat() {
    record After(Instant id, String name, Colour colour, List<Inner> inner) {}

    assertThat(breaks(After.class))
        .containsExactly("payload.id: format was \"uuid\", is \"date-time\"");
  }

  @Test
  void findsAChangeInsideAList() {
    record After(UUID id, String name, Colour colour, List<InnerOfText> inner) {}

    assertThat(breaks(After.class))
        .containsExactly("payload.inner[].amount: type was \"integer\", is \"string\"");
  }

  @Test
  void findsANewFieldThatMustBeThere() {
    record After(UUID id, String name, Colour colour, List<Inner> inner, String more) {}

    assertThat(breaks(After.class)).containsExactly("payload.more: is required now");
  }

  @Test
  void findsAFieldThatNeedNotBeThereAnyMore() {
    record After(
        UUID id,
        @JsonInclude(JsonInclude.Include.NON_NULL) String name,
        Colour colour,
        List<Inner> inner) {}

    assertThat(breaks(After.class)).containsExactly("payload.name: may be absent now");
  }

  @Test
  void findsARemovedConstant() {
    record After(UUID id, String name, FewerColours colour, List<Inner> inner) {}

    assertThat(breaks(After.class)).anyMatch(each -> each.contains("\"GREEN\" is gone"));
  }

  private static List<String> breaks(Class<?> after) {
    return Compatibility.breaks(
        Schemas.of(Before.class, "before", ""), Schemas.of(after, "after", ""));
  }
}
