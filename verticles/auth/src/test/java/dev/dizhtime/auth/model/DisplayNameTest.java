package dev.dizhtime.auth.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DisplayNameTest {
  @ParameterizedTest
  @ValueSource(
      strings = {"Anna", "Søren O'Neil-Łukasz", "محمد", "می\u200cخواهم", "李小龙", "👩\u200d🍳"})
  void takesWhatPeopleAreCalled(String name) {
    assertThat(DisplayName.of(" " + name + " ").value()).isEqualTo(name);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", " ", "a\nb", "a\u0000b", "\u202eevil", "a\u2066b", "a\u2028b", "a\ud800b"})
  void refusesWhatWouldChangeWhatStandsAroundIt(String name) {
    assertThatThrownBy(() -> DisplayName.of(name)).isInstanceOf(IllegalArgumentException.class);
  }
}
