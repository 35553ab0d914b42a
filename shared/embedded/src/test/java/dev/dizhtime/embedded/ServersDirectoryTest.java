package dev.dizhtime.embedded;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ServersDirectoryTest {
  @Test
  void saysToBuildFirstWhenAServerIsNotThere() {
    assertThatThrownBy(() -> ServersDirectory.of("no-such-server"))
        .isInstanceOf(EmbeddedServerException.class)
        .hasMessageContaining("no-such-server")
        .hasMessageContaining("build the project first");
  }
}
