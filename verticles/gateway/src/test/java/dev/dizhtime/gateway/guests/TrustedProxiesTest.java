package dev.dizhtime.gateway.guests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrustedProxiesTest {
  private final TrustedProxies proxies = TrustedProxies.parse("10.0.0.0/8, 192.0.2.7/32,fd00::/8");

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
    assertThat(TrustedProxies.NONE.trusts(address)).isFalse();
  }

  @Test
  void trustsNobodyWhoseAddressIsNotKnown() {
    assertThat(proxies.trusts(null)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"10.0.0.0", "10.0.0.0/33", "10.0.0/8", "example.org/8", ""})
  void refusesWhatIsNoNetwork(String text) {
    assertThatThrownBy(() -> TrustedProxies.parse(text))
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
          for=_hidden, for=unknown, proto=https;for=1.2.3.4 | 1.2.3.4
          """)
  void readsForwarded(String field, String clients) {
    assertThat(String.join(" ", Rfc7239.clients(field))).isEqualTo(clients);
  }
}
