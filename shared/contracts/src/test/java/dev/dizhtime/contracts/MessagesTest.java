package dev.dizhtime.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MessagesTest {
  static List<Class<? extends Message>> messages() {
    return Messages.ALL;
  }

  @ParameterizedTest
  @MethodSource("messages")
  void aTypeIsNamedAfterThePlatformAndItsVersionAndLeadsBackToItsRecord(
      Class<? extends Message> message) {
    String type = Messages.typeOf(message);

    assertThat(type).matches("dizhtime(\\.[a-z]+(-[a-z]+)*){2}\\.v[1-9][0-9]*");
    assertThat(Messages.byType(type)).contains(message);
  }
}
