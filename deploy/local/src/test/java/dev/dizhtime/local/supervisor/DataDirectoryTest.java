package dev.dizhtime.local.supervisor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dizhtime.local.platform.Server;
import dev.dizhtime.local.terminal.Refusal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDirectoryTest {
  @TempDir Path parent;
  private DataDirectory data;

  @BeforeEach
  void prepare() {
    data = new DataDirectory(parent.resolve("data"));
    data.prepare();
  }

  @Test
  void keepsSecretsForItsOwnerAlone() throws Exception {
    var made = data.secrets();
    assertThat(permissions(data.root())).isEqualTo("rwx------");
    assertThat(permissions(data.secretsFile())).isEqualTo("rw-------");
    assertThat(data.secrets()).isEqualTo(made);
  }

  @Test
  void refusesDataWithoutTheirSecrets() throws Exception {
    Files.createDirectory(data.of(Server.POSTGRES));
    assertThatThrownBy(data::secrets)
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("half-written");
  }

  @Test
  void refusesSecretsThatWereCutOff() throws Exception {
    Files.writeString(data.secretsFile(), "{\"quoteKey\":\"ab");
    assertThatThrownBy(data::secrets)
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("cannot be read");
  }

  @Test
  void takesAStateThatWasCutOffForNone() throws Exception {
    Files.writeString(data.run().resolve("state.json"), "{\"pid\":");
    assertThat(data.state()).isEmpty();
  }

  @Test
  void isLockedOnceAtATime() throws Exception {
    try (var lock = data.lock()) {
      assertThat(lock.isOpen()).isTrue();
      assertThat(data.locked()).isTrue();
      assertThatThrownBy(data::lock)
          .isInstanceOf(Refusal.class)
          .hasMessageContaining("running already");
    }
    assertThat(data.locked()).isFalse();
  }

  @Test
  void aProcessBeginsWithoutWhatItsPredecessorLeft() throws Exception {
    var first = data.scratch("order");
    Files.writeString(Files.createDirectory(first.resolve("cache")).resolve("page"), "left");
    assertThat(data.scratch("order")).isEqualTo(first).isEmptyDirectory();
  }

  private static String permissions(Path file) throws Exception {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }
}
