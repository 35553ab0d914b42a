package dev.dizhtime.gateway.guests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dizhtime.gateway.guests.TrustedProxies.Header;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrustedProxiesTest {
  private final TrustedProxies proxies =
      TrustedProxies.parse("10.0.0.0/8, 192.0.2.7/32,fd00::/8", Header.X_FORWARDED_FOR);

  @ParameterizedTest
  @CsvSource({
    "10.1.2.3, true",
    "11.1.2.3, false",
    "192.0.2.7, true",
    "192.0.2.8, false",
    "fd12::1, true",
    "fe80::1, false",
    "proxy.example.org, false",
  })
  void trustsNetworksAndNoNames(String address, boolean trusted) {
    assertThat(proxies.trusts(address)).isEqualTo(trusted);
    assertThat(TrustedProxies.nobody(Header.FORWARDED).trusts(address)).isFalse();
  }

  @Test
  void trustsNobodyWhoseAddressIsNotKnown() {
    assertThat(proxies.trusts(null)).isFalse();
  }

  @Test
  void trustsThoseThatArePresentHoweverTheyAreWritten() {
    proxies.present(Set.of("198.51.100.7", "2001:db8::7", "no address"));
    assertThat(proxies.trusts("198.51.100.7")).isTrue();
    assertThat(proxies.trusts("2001:db8:0:0:0:0:0:7")).isTrue();
    assertThat(proxies.trusts("10.1.2.3")).as("those that are set").isTrue();
    proxies.present(Set.of("198.51.100.8"));
    assertThat(proxies.trusts("198.51.100.7")).as("who has gone").isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"10.0.0.0", "10.0.0.0/33", "10.0.0/8", "example.org/8", ""})
  void refusesWhatIsNoNetwork(String text) {
    assertThatThrownBy(() -> TrustedProxies.parse(text, Header.X_FORWARDED_FOR))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no network like 10.0.0.0/8");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          for=192.0.2.60;proto=http;by=203.0.113.43 | 192.0.2.60
          for=192.0.2.43, for="[2001:db8:cafe::17]:4711" | 192.0.2.43 2001:db8:cafe::17
          For="192.0.2.60:80" | 192.0.2.60
          for=1.2.3.4,for=_hidden, for=unknown, proto=https | 1.2.3.4 unknown unknown unknown
          proto=https;for=1.2.3.4, | 1.2.3.4
          for="a, for=1.2.3.4", for=5.6.7.8 | unknown 5.6.7.8
          for=1.2.3.4x;by="; for=1.2.3.4" | unknown
          """)
  void readsForwarded(String field, String hops) {
    assertThat(Rfc7239.hops(field).orElseThrow())
        .extracting(Rfc7239.Hop::address)
        .containsExactly(hops.split(" "));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "for=\"1.2.3.4, for=5.6.7.8",
        "for=\"1.2.3.4, for=\"[2001:db8::1]\"",
        "for=\"1.2.3.4\\, for=\"[2001:db8::1]\"",
      })
  void doesNotReadForwardedWhereAQuoteIsLeftOpen(String field) {
    assertThat(Rfc7239.hops(field)).isEmpty();
  }
}
