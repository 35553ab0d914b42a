package dev.dizhtime.auth.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dizhtime.runtime.config.Secret;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class SealTest {
  private static final byte[] SECRET = {1, 2, 3};

  private final Seal seal = new Seal(key((byte) 1));

  @Test
  void opensWhatItClosed() {
    assertThat(seal.open("a", seal.close("a", SECRET))).isEqualTo(SECRET);
  }

  @Test
  void neverLooksTheSameTwice() {
    assertThat(seal.close("a", SECRET)).isNotEqualTo(seal.close("a", SECRET));
  }

  @Test
  void refusesAnotherKeyAnotherLabelAndWhatWasChanged() {
    byte[] sealed = seal.close("a", SECRET);
    assertThatThrownBy(() -> new Seal(key((byte) 2)).open("a", sealed))
        .isInstanceOf(Seal.BrokenSealException.class);
    assertThatThrownBy(() -> seal.open("b", sealed)).isInstanceOf(Seal.BrokenSealException.class);
    sealed[sealed.length - 1] ^= 1;
    assertThatThrownBy(() -> seal.open("a", sealed)).isInstanceOf(Seal.BrokenSealException.class);
    assertThatThrownBy(() -> seal.open("a", new byte[3]))
        .isInstanceOf(Seal.BrokenSealException.class);
  }

  private static Secret key(byte first) {
    byte[] bytes = new byte[32];
    bytes[0] = first;
    return new Secret(Base64.getEncoder().encodeToString(bytes));
  }
}
