package dev.dizhtime.portal.design.session;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CsrfTest {
  @Test
  void trustsOurOwnFormWithItsToken() {
    assertThat(Csrf.trusted("same-origin", "token", "token")).isTrue();
  }

  @Test
  void trustsABrowserThatDoesNotSayWhereTheFormIsFromByItsTokenAlone() {
    assertThat(Csrf.trusted(null, "token", "token")).isTrue();
    assertThat(Csrf.trusted(null, "other", "token")).isFalse();
  }

  @Test
  void refusesAFormFromElsewhereEvenWithTheToken() {
    assertThat(Csrf.trusted("cross-site", "token", "token")).isFalse();
    assertThat(Csrf.trusted("same-site", "token", "token")).isFalse();
    assertThat(Csrf.trusted("none", "token", "token")).isFalse();
  }

  @Test
  void refusesAFormWithoutItsToken() {
    assertThat(Csrf.trusted("same-origin", null, "token")).isFalse();
    assertThat(Csrf.trusted("same-origin", "", "token")).isFalse();
  }

  @Test
  void makesEachTokenAnew() {
    assertThat(Csrf.newToken()).hasSizeGreaterThan(20).isNotEqualTo(Csrf.newToken());
  }
}
