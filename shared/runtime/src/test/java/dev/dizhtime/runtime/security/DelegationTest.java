package dev.dizhtime.runtime.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

class DelegationTest {
  private static final Set<String> TAKEN = Set.of("orders:read", "orders:write");

  @Test
  void reachesWhatItHasAScopeOfAndNothingElse() {
    assertThat(delegation(false, "orders:read").reaches(TAKEN)).isTrue();
    assertThat(delegation(true, "orders:read").reaches(TAKEN)).isTrue();
    assertThat(delegation(false, "wallet:read").reaches(TAKEN)).isFalse();
    assertThat(delegation(false, "orders:read").reaches(Set.of())).isFalse();
    assertThat(delegation(false).reaches(TAKEN)).isFalse();
  }

  @Test
  void onlyAPersonsTokenReachesEverything() {
    assertThat(delegation(false, "api").reaches(Set.of())).isTrue();
    assertThat(delegation(true, "api").reaches(Set.of())).isFalse();
    assertThat(delegation(true, "api").reaches(TAKEN)).isFalse();
  }

  private static Delegation delegation(boolean itself, String... scopes) {
    return new Delegation("a client", Set.of(scopes), itself);
  }
}
