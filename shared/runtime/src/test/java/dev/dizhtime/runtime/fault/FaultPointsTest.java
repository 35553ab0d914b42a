package dev.dizhtime.runtime.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dizhtime.runtime.config.Env;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FaultPointsTest {
  @TempDir private Path folder;

  private final AtomicInteger halts = new AtomicInteger();

  private FaultPoints points(Path at) {
    return new FaultPoints("order", at, halts::incrementAndGet);
  }

  @Test
  void passesByWhenNobodyAsks() {
    points(folder).reach(FaultPoints.OUTBOX_PUBLISHED);
    assertThat(halts).hasValue(0);
  }

  @Test
  void endsTheProcessOncePerFile() throws IOException {
    Files.createFile(FaultPoints.file(folder, "order", FaultPoints.OUTBOX_PUBLISHED));
    points(folder).reach(FaultPoints.OUTBOX_PUBLISHED);
    points(folder).reach(FaultPoints.OUTBOX_PUBLISHED);
    assertThat(halts).hasValue(1);
  }

  @Test
  void leavesTheFilesOfOtherServicesAndPointsAlone() throws IOException {
    var other = Files.createFile(FaultPoints.file(folder, "wallet", "outbox.published"));
    points(folder).reach(FaultPoints.OUTBOX_PUBLISHED);
    points(folder).reach(FaultPoints.INBOX_AFTER_COMMIT);
    assertThat(halts).hasValue(0);
    assertThat(other).exists();
  }

  @Test
  void doesNothingWithoutTheVariableWhateverFilesThereAre() throws IOException {
    Files.createFile(FaultPoints.file(folder, "order", FaultPoints.OUTBOX_PUBLISHED));
    // Were it armed, this JVM would end here.
    FaultPoints.of("order", Env.of(Map.of())).reach(FaultPoints.OUTBOX_PUBLISHED);
    points(null).reach(FaultPoints.OUTBOX_PUBLISHED);
    assertThat(halts).hasValue(0);
  }
}
