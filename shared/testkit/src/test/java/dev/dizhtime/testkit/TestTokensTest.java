package dev.dizhtime.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class TestTokensTest {
  private final TestTokens tokens = TestTokens.ofThisProcess();
  private final UUID user = UUID.randomUUID();

  @Test
  void signsWhatThePublishedKeyVerifies() throws Exception {
    var token = SignedJWT.parse(tokens.customer(user));
    assertThat(token.verify(publishedKey())).isTrue();
    assertThat(token.getHeader().getType().toString()).isEqualTo("at+jwt");
    assertThat(token.getJWTClaimsSet().getSubject()).isEqualTo(user.toString());
    assertThat(token.getJWTClaimsSet().getStringListClaim("roles")).isEqualTo(List.of("customer"));
  }

  @Test
  void forgesUnderTheSameKeyId() throws Exception {
    var forged = SignedJWT.parse(tokens.forged(user, "admin"));
    assertThat(forged.verify(publishedKey())).isFalse();
    assertThat(forged.getHeader().getKeyID())
        .isEqualTo(SignedJWT.parse(tokens.admin(user)).getHeader().getKeyID());
  }

  @Test
  void makesTokensThatAreWrongInOneWayEach() throws Exception {
    var now = Date.from(Instant.now());
    assertThat(
            SignedJWT.parse(tokens.expired(user, "driver")).getJWTClaimsSet().getExpirationTime())
        .isBefore(now);
    assertThat(SignedJWT.parse(tokens.wrongAudience(user)).getJWTClaimsSet().getAudience())
        .doesNotContain("dizhtime");
    assertThat(tokens.unsigned(user, "admin")).endsWith(".");
  }

  private ECDSAVerifier publishedKey() throws Exception {
    var jwks = TestHttp.at(tokens.jwksUrl().replace("/jwks", "")).get("/jwks").expect(200).body();
    return new ECDSAVerifier(JWKSet.parse(jwks).getKeys().getFirst().toECKey());
  }
}
