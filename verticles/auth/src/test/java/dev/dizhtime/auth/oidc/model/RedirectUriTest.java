package dev.dizhtime.auth.oidc.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedirectUriTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://app.example.test/back",
        "https://app.example.test/back?x=1",
        "http://127.0.0.1:7000/back",
        "http://localhost/back",
        "http://[::1]:7000/back",
        "org.example.app:/back"
      })
  void takesAddressesThatLeadToTheClientAlone(String uri) {
    assertThat(RedirectUri.complaint(uri)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "back",
        "//app.example.test/back",
        "http://app.example.test/back",
        "https://app.example.test/back#here",
        "https://someone@app.example.test/back",
        "https://*.example.test/back",
        "https:/back",
        "https:back",
        "javascript:alert(1)",
        "data:text/html,x",
        "file:///etc/passwd",
        "myapp:/back",
        "https://app.example.test/ back"
      })
  void takesNoOther(String uri) {
    assertThat(RedirectUri.complaint(uri)).isPresent();
  }
}
