package dev.dizhtime.auth.oidc.keys;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import dev.dizhtime.testkit.DrivenClock;
import io.vertx.core.Future;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class KeysByAddressTest {
  private static final URI ADDRESS = URI.create("https://keys.example.test/jwks.json");

  private final DrivenClock clock = DrivenClock.standing(Instant.parse("2026-11-30T12:00:00Z"));
  private Future<String> answer = Future.failedFuture("nobody there");
  private int asked;

  private final KeysByAddress keys =
      new KeysByAddress(
          _ -> {
            asked++;
            return answer;
          },
          clock);

  @Test
  void asksOnceAndKeepsWhatItIsTold() throws Exception {
    publish(key("one"));
    assertThat(ids(false)).containsExactly("one");
    assertThat(ids(false)).containsExactly("one");
    assertThat(asked).isEqualTo(1);

    publish(key("two"));
    clock.advance(KeysByAddress.FRESH);
    assertThat(ids(false)).containsExactly("two");
  }

  @Test
  void aKeyThatIsNotKnownIsLookedForOnceAMinute() throws Exception {
    publish(key("one"));
    ids(false);
    publish(key("two"));
    assertThat(ids(true)).containsExactly("one");
    assertThat(asked).isEqualTo(1);
    clock.advance(KeysByAddress.MIN_WAIT);
    assertThat(ids(true)).containsExactly("two");
    assertThat(ids(true)).containsExactly("two");
    assertThat(asked).isEqualTo(2);
  }

  @Test
  void whatIsKnownGoesOnBeingGoodForADayWhileNobodyAnswers() throws Exception {
    publish(key("one"));
    ids(false);
    answer = Future.failedFuture("down");
    clock.advance(KeysByAddress.LONGEST.minusSeconds(1));
    assertThat(ids(false)).containsExactly("one");
    answer = Future.succeededFuture("<html>");
    clock.advance(Duration.ofSeconds(1));
    assertThat(ids(false)).isEmpty();
  }

  @Test
  void anAddressThatDoesNotAnswerIsNotAskedAllTheTime() {
    for (int i = 0; i < 10; i++) {
      assertThat(ids(true)).isEmpty();
    }
    assertThat(asked).isEqualTo(1);
  }

  @Test
  void takesOnlyWhatSignaturesCanBeCheckedWith() throws Exception {
    publish(
        new ECKeyGenerator(Curve.P_256).keyID("private").generate(),
        new ECKeyGenerator(Curve.P_384).keyID("curve").generate().toPublicJWK(),
        new RSAKeyGenerator(1_024, true).keyID("weak").generate().toPublicJWK(),
        new ECKeyGenerator(Curve.P_256)
            .keyID("for encryption")
            .keyUse(KeyUse.ENCRYPTION)
            .generate()
            .toPublicJWK(),
        key("good"));
    assertThat(ids(false)).containsExactly("good");
  }

  private static JWK key(String id) throws JOSEException {
    return new ECKeyGenerator(Curve.P_256).keyID(id).generate().toPublicJWK();
  }

  private void publish(JWK... published) {
    answer = Future.succeededFuture(new JWKSet(List.of(published)).toString(false));
  }

  private List<String> ids(boolean anew) {
    return keys.find(ADDRESS, anew).getKeys().stream().map(JWK::getKeyID).toList();
  }
}
