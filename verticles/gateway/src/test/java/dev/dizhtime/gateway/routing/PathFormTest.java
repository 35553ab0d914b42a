package dev.dizhtime.gateway.routing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PathFormTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/api/orders",
        "/restaurant/",
        "/a.b/..c/d..",
        "/caf%C3%A9/a%20b",
        "/a:b@c,d",
        "/.well-known/x"
      })
  void letsPlainPathsThrough(String path) {
    assertThat(PathForm.normal(path)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "*",
        "api",
        "/api/../admin",
        "/api/./x",
        "/api/..",
        "/api//x",
        "//host/x",
        "/api/%2e%2e/admin",
        "/api/.%2E/admin",
        "/api%2Fadmin",
        "/api%2fadmin",
        "/api%5Cadmin",
        "/api\\admin",
        "/api/%00",
        "/api/%0d%0aX: y",
        "/api/%252e%252e/x",
        "/%61pi/orders",
        "/api/orders;x=1",
        "/api/%zz",
        "/api/%",
        "/api/a b",
        "/api/é"
      })
  void refusesWhatOthersMightReadDifferently(String path) {
    assertThat(PathForm.normal(path)).isFalse();
  }

  @Test
  void refusesNothingAtAll() {
    assertThat(PathForm.normal(null)).isFalse();
  }
}
