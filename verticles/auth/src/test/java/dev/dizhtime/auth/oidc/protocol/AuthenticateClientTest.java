package dev.dizhtime.auth.oidc.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.oauth2.sdk.auth.PrivateKeyJWT;
import com.nimbusds.oauth2.sdk.id.ClientID;
import dev.dizhtime.auth.crypto.RandomRefreshTokens;
import dev.dizhtime.auth.oidc.model.ClientProof;
import dev.dizhtime.auth.oidc.model.GrantKind;
import dev.dizhtime.auth.oidc.model.OAuthClient;
import dev.dizhtime.auth.oidc.usecase.KnownClients;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A client whose keys are at an address. */
class AuthenticateClientTest {
  private static final Addresses ADDRESSES = new Addresses("https://issuer.example.test");
  private static final URI KEYS = URI.create("https://keys.example.test/jwks.json");

  private final OAuthClient client =
      new OAuthClient(
          UUID.randomUUID(),
          "Lunch club",
          ClientProof.PRIVATE_KEY_JWT,
          Optional.empty(),
          Optional.empty(),
          Optional.of(KEYS),
          false,
          Set.of(),
          Set.of(),
          Set.of(GrantKind.CLIENT_CREDENTIALS),
          Set.of(),
          Set.of(),
          Instant.EPOCH,
          1);

  private final List<Boolean> asked = new ArrayList<>();
  private JWKSet known = new JWKSet();
  private JWKSet published = new JWKSet();

  private final AuthenticateClient clients =
      new AuthenticateClient(
          new KnownClients(List.of(client)),
          new RandomRefreshTokens(),
          ADDRESSES,
          (address, anew) -> {
            assertThat(address).isEqualTo(KEYS);
            asked.add(anew);
            return anew ? published : known;
          });

  @Test
  void provesItselfWithAKeyThatIsThere() throws Exception {
    ECKey key = key("one");
    known = new JWKSet(key.toPublicJWK());
    assertThat(authenticate(key)).isEqualTo(client);
    assertThat(asked).containsExactly(false);
  }

  @Test
  void isAskedForAgainWhenItsKeyIsNotKnown() throws Exception {
    known = new JWKSet(key("one").toPublicJWK());
    ECKey next = key("two");
    published = new JWKSet(next.toPublicJWK());
    assertThat(authenticate(next)).isEqualTo(client);
    assertThat(asked).containsExactly(false, true);
  }

  @Test
  void isRefusedWithAKeyThatIsNowhere() throws Exception {
    known = new JWKSet(key("one").toPublicJWK());
    published = known;
    assertThatThrownBy(() -> authenticate(key("one"))).isInstanceOf(Refusal.class);
    known = new JWKSet();
    published = known;
    assertThatThrownBy(() -> authenticate(key("one"))).isInstanceOf(Refusal.class);
  }

  private OAuthClient authenticate(ECKey key) throws Exception {
    var proof =
        new PrivateKeyJWT(
            new ClientID(client.clientId().toString()),
            ADDRESSES.of(Addresses.TOKEN),
            JWSAlgorithm.ES256,
            key.toPrivateKey(),
            key.getKeyID(),
            null);
    return clients.authenticate(proof, null);
  }

  private static ECKey key(String id) throws Exception {
    return new ECKeyGenerator(Curve.P_256).keyID(id).generate();
  }
}
