package dev.dizhtime.portal.design.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dizhtime.contracts.restaurant.StaffRole;
import dev.dizhtime.runtime.config.Secret;
import dev.dizhtime.runtime.security.Role;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenClaimsTest {
  @Test
  void readsWhereSomebodyWorksAndPassesOverRolesItDoesNotKnow() {
    var claims = "{\"sub\":\"x\",\"staff\":{\"a\":\"kitchen\",\"b\":\"manager\",\"c\":\"king\"}}";
    assertThat(TokenClaims.staff(token(claims)))
        .isEqualTo(Map.of("a", StaffRole.KITCHEN, "b", StaffRole.MANAGER));
  }

  @Test
  void readsWhatSomebodyMayBe() {
    assertThat(TokenClaims.roles(token("{\"roles\":[\"support\",\"king\",null]}")))
        .containsExactly(Role.SUPPORT);
    assertThat(TokenClaims.roles(token("{}"))).isEmpty();
    assertThat(TokenClaims.roles(token("{\"roles\":7}"))).isEmpty();
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
    assertThat(TokenClaims.staff(token(claims))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "opaque", "a.b", "a.***.c", "a.b.c.d"})
  void takesWhatIsNoTokenForNobodysToo(String token) {
    assertThat(TokenClaims.staff(new Secret(token))).isEmpty();
  }

  private static Secret token(String claims) {
    byte[] payload = claims.getBytes(StandardCharsets.UTF_8);
    return new Secret("e30." + Base64.getUrlEncoder().encodeToString(payload) + ".signature");
  }
}
