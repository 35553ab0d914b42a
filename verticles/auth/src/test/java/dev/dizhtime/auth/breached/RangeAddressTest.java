package dev.dizhtime.auth.breached;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dizhtime.runtime.config.ConfigException;
import dev.dizhtime.runtime.config.Env;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RangeAddressTest {
  @Test
  void thereNeedBeNone() {
    assertThat(RangeAddress.from(Env.of(Map.of()))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://api.pwnedpasswords.com/range/",
        "http://127.0.0.1:9999/range/",
        "http://localhost:9999/",
        "http://pwned:8080/range/",
        "http://pwned.mirrors.svc/range/",
        "http://pwned.mirrors.svc.cluster.local:8080/range/"
      })
  void takesTlsAndWhatIsInside(String address) {
    assertThat(read(address)).contains(URI.create(address));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "api.pwnedpasswords.com",
        "ftp://pwned/range/",
        "https:///range/",
        "http://api.pwnedpasswords.com/range/",
        "http://pwned.example.svc.evil.org/range/",
        "http://10.0.0.1/range/",
        "https://api.pwnedpasswords.com/range",
        "https://api.pwnedpasswords.com",
        "https://api.pwnedpasswords.com/range/?prefix=/",
        "https://api.pwnedpasswords.com/#/",
        "https://me:secret@api.pwnedpasswords.com/range/"
      })
  void refusesAnyOtherWithoutShowingIt(String address) {
    assertThatThrownBy(() -> read(address))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("DIZHTIME_BREACHED_PASSWORDS_URL")
        .message()
        .doesNotContain(address);
  }

  private static Optional<URI> read(String address) {
    return RangeAddress.from(Env.of(Map.of("DIZHTIME_BREACHED_PASSWORDS_URL", address)));
  }
}
