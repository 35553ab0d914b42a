package dev.dizhtime.auth.oidc.outside;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import dev.dizhtime.runtime.config.ConfigException;
import dev.dizhtime.runtime.config.Env;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OutsideProvidersTest {
  private static Map<String, String> google() {
    Map<String, String> google = new HashMap<>();
    google.put("DIZHTIME_OIDC_PROVIDERS", "google");
    google.put("DIZHTIME_OIDC_GOOGLE_ISSUER", "https://accounts.google.test");
    google.put("DIZHTIME_OIDC_GOOGLE_CLIENT_ID", "we");
    google.put("DIZHTIME_OIDC_GOOGLE_CLIENT_SECRET", "never-shown");
    return google;
  }

  @Test
  void thereAreNoneUnlessTheyAreNamed() {
    assertThat(OutsideProviders.from(Env.of(Map.of()))).isEmpty();
  }

  @Test
  void noSecretIsPrinted() throws Exception {
    var key = new ECKeyGenerator(Curve.P_256).generate().toECPrivateKey();
    Map<String, String> apple = google();
    apple.put("DIZHTIME_OIDC_PROVIDERS", "google, apple");
    apple.put("DIZHTIME_OIDC_APPLE_ISSUER", "https://appleid.apple.test");
    apple.put("DIZHTIME_OIDC_APPLE_CLIENT_ID", "we");
    apple.put("DIZHTIME_OIDC_APPLE_TEAM_ID", "TEAM");
    apple.put("DIZHTIME_OIDC_APPLE_KEY_ID", "KEY");
    apple.put(
        "DIZHTIME_OIDC_APPLE_PRIVATE_KEY",
        "-----BEGIN PRIVATE KEY-----\n"
            + Base64.getMimeEncoder().encodeToString(key.getEncoded())
            + "\n-----END PRIVATE KEY-----\n");
    List<OutsideProvider> providers = OutsideProviders.from(Env.of(apple));
    assertThat(providers).extracting(OutsideProvider::label).containsExactly("Google", "Apple");
    assertThat(providers.toString())
        .doesNotContain("never-shown")
        .doesNotContain(key.getS().toString());
  }

  @ParameterizedTest
  @CsvSource({
    "DIZHTIME_OIDC_PROVIDERS,Google!",
    "DIZHTIME_OIDC_GOOGLE_ISSUER,http://accounts.google.test",
    "DIZHTIME_OIDC_GOOGLE_ISSUER,",
    "DIZHTIME_OIDC_GOOGLE_CLIENT_ID,",
    "DIZHTIME_OIDC_GOOGLE_RESPONSE_MODE,fragment"
  })
  void aWrongSettingIsNamed(String name, String value) {
    Map<String, String> wrong = google();
    wrong.put(name, value == null ? "" : value);
    assertThatThrownBy(() -> OutsideProviders.from(Env.of(wrong)))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(name);
  }
}
