package dev.dizhtime.portal.design.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dizhtime.contracts.restaurant.StaffRole;
import dev.dizhtime.runtime.config.Secret;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StaffClaimTest {
  @Test
  void readsWhereSomebodyWorksAndPassesOverRolesItDoesNotKnow() {
    var claims = "{\"sub\":\"x\",\"staff\":{\"a\":\"kitchen\",\"b\":\"manager\",\"c\":\"king\"}}";
    assertThat(StaffClaim.of(token(claims)))
        .isEqualTo(Map.of("a", StaffRole.KITCHEN, "b", StaffRole.MANAGER));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"staff\":null}",
        "{\"staff\":7}",
        "{\"staff\":{\"a\":null}}",
        "null",
        "7",
        "{"
      })
  void takesAnythingElseForNobody(String claims) {
    assertThat(StaffClaim.of(token(claims))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "opaque", "a.b", "a.***.c", "a.b.c.d"})
  void takesWhatIsNoTokenForNobodysToo(String token) {
    assertThat(StaffClaim.of(new Secret(token))).isEmpty();
  }

  private static Secret token(String claims) {
    byte[] payload = claims.getBytes(StandardCharsets.UTF_8);
    return new Secret("e30." + Base64.getUrlEncoder().encodeToString(payload) + ".signature");
  }
}
