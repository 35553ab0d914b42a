package dev.dizhtime.gateway.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class UnseenTest {
  private final Unseen unseen = new Unseen();

  @Test
  void whatALookThatFailsHasNotSeenIsStillUnseen() {
    AtomicInteger looks = new AtomicInteger();
    Unseen.Look failsOnce =
        () -> {
          if (looks.incrementAndGet() == 1) {
            throw new IllegalStateException("once");
          }
        };
    unseen.changed();
    assertThatThrownBy(() -> unseen.see(failsOnce)).hasMessage("once");
    assertThat(unseen.any()).isTrue();

    unseen.see(failsOnce);
    assertThat(unseen.any()).isFalse();
    assertThat(looks).hasValue(2);
  }

  @Test
  void whatChangesDuringALookWantsAnother() {
    unseen.see(unseen::changed);
    assertThat(unseen.any()).isTrue();
  }
}
