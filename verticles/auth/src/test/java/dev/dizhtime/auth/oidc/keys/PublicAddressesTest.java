package dev.dizhtime.auth.oidc.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PublicAddressesTest {
  private static final URI KEYS = URI.create("https://keys.example.test/jwks.json");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1",
        "0.0.0.0",
        "10.1.2.3",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "192.0.0.8",
        "192.0.2.1",
        "198.18.0.1",
        "198.51.100.1",
        "203.0.113.1",
        "224.0.0.1",
        "240.0.0.1",
        "255.255.255.255",
        "::1",
        "::",
        "::ffff:10.0.0.1",
        "fe80::1",
        "fd00::1",
        "fec0::1",
        "ff02::1",
        "64:ff9b::a00:1",
        "2001::1",
        "2001:db8::1",
        "2002:a00:1::1"
      })
  void asksNobodyWhoIsNotTheWorlds(String address) {
    assertThatThrownBy(() -> at(address)).hasMessageContaining("is not public");
    assertThatThrownBy(() -> at("93.184.216.34", address)).hasMessageContaining("is not public");
  }

  @ParameterizedTest
  @ValueSource(strings = {"93.184.216.34", "100.63.255.255", "172.32.0.1", "2606:2800:220:1::1"})
  void asksTheWorld(String address) throws Exception {
    assertThat(at(address)).isEqualTo(InetAddress.ofLiteral(address));
  }

  @Test
  void aNameWithoutAnAddressIsNobody() {
    assertThatThrownBy(this::at).hasMessageContaining("has no address");
  }

  private InetAddress at(String... addresses) throws Exception {
    List<InetAddress> all = new ArrayList<>();
    for (String address : addresses) {
      all.add(InetAddress.ofLiteral(address));
    }
    return new PublicAddresses(_ -> all).of(KEYS);
  }
}
