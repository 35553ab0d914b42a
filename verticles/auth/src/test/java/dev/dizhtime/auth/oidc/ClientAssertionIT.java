package dev.dizhtime.auth.oidc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import dev.dizhtime.auth.oidc.ProviderUnderTest.Client;
import dev.dizhtime.testkit.Infrastructure;
import dev.dizhtime.testkit.RealInfrastructure;
import dev.dizhtime.testkit.Server;
import dev.dizhtime.testkit.TestResponse;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@RealInfrastructure({Server.POSTGRES, Server.KAFKA})
class ClientAssertionIT {
  private static ProviderUnderTest provider;
  private static ECKey key;
  private static Client client;

  @BeforeAll
  static void start(Infrastructure infra) throws Exception {
    provider = ProviderUnderTest.start(infra);
    key = new ECKeyGenerator(Curve.P_256).keyID("k1").generate();
    client = register(key.toPublicJWK(), 201);
  }

  @AfterAll
  static void stop() {
    provider.close();
  }

  private static Client register(com.nimbusds.jose.jwk.JWK jwk, int status) {
    Map<String, Object> registration = itself();
    registration.put("jwks", new JWKSet(jwk).toJSONObject(false));
    TestResponse answer =
        provider.http.as(provider.admin()).post("/api/auth/clients", registration).expect(status);
    return new Client(answer.json().path("clientId").asText(), null);
  }

  private static JWTClaimsSet.Builder claims() {
    return new JWTClaimsSet.Builder()
        .issuer(client.id())
        .subject(client.id())
        .audience(provider.issuer)
        .jwtID(UUID.randomUUID().toString())
        .issueTime(new Date())
        .expirationTime(Date.from(Instant.now().plusSeconds(60)));
  }

  private static String signed(JWTClaimsSet claims, ECKey with) throws JOSEException {
    SignedJWT jwt =
        new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.ES256).keyID("k1").build(), claims);
    jwt.sign(new ECDSASigner(with));
    return jwt.serialize();
  }

  private static TestResponse present(String assertion) {
    return provider.postForm(
        "/oauth/token",
        Map.of(
            "grant_type", List.of("client_credentials"),
            "client_assertion_type",
                List.of("urn:ietf:params:oauth:client-assertion-type:jwt-bearer"),
            "client_assertion", List.of(assertion)));
  }

  @Test
  void anAssertionIsGoodOnce() throws Exception {
    String assertion = signed(claims().build(), key);
    present(assertion).expect(200);
    assertThat(present(assertion).expect(401).json().path("error").asText())
        .isEqualTo("invalid_client");
    present(signed(claims().audience(provider.issuer + "/oauth/token").build(), key)).expect(200);
  }

  @Test
  void anAssertionThatIsNotTheClientsOwnIsRefused() throws Exception {
    ECKey other = new ECKeyGenerator(Curve.P_256).keyID("k1").generate();
    present(signed(claims().build(), other)).expect(401);
    present(signed(claims().audience("https://else.test").build(), key)).expect(401);
    present(signed(claims().jwtID(null).build(), key)).expect(401);
    Date before = Date.from(Instant.now().minusSeconds(120));
    present(signed(claims().expirationTime(before).build(), key)).expect(401);
    Date late = Date.from(Instant.now().plusSeconds(86_400));
    present(signed(claims().expirationTime(late).build(), key)).expect(401);
    String stranger = UUID.randomUUID().toString();
    present(signed(claims().issuer(stranger).subject(stranger).build(), key)).expect(401);
  }

  @Test
  void theAlgorithmIsOursToChoose() throws Exception {
    assertThat(present(new PlainJWT(claims().build()).serialize()).status()).isBetween(400, 401);
    SignedJWT confused =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("k1").build(), claims().build());
    confused.sign(new MACSigner(key.toPublicJWK().toJSONString().getBytes(StandardCharsets.UTF_8)));
    present(confused.serialize()).expect(401);
  }

  @Test
  void aClientWithAKeyCanNotDoWithoutIt() {
    provider.post(client, "/oauth/token", Map.of("grant_type", "client_credentials")).expect(401);
    provider
        .post(
            new Client(client.id(), "secret"),
            "/oauth/token",
            Map.of("grant_type", "client_credentials"))
        .expect(401);
  }

  @Test
  void nobodyInsideIsAskedForTheKeysOfAClient() throws Exception {
    try (var inside = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      inside.setSoTimeout(1);
      Map<String, Object> registration = itself();
      registration.put("jwksUri", "https://localhost:" + inside.getLocalPort() + "/keys");
      String id = provider.register(registration).id();
      present(signed(claims().issuer(id).subject(id).build(), key)).expect(401);
      assertThatThrownBy(inside::accept).isInstanceOf(SocketTimeoutException.class);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://keys.example.test/",
        "https:///keys",
        "https://me@keys.example.test/",
        "https://keys.example.test/#a",
        "file:///etc/passwd",
        "keys",
        "https://keys example.test/"
      })
  void anAddressOfKeysThatIsNoneIsNotRegistered(String address) {
    Map<String, Object> registration = itself();
    registration.put("jwksUri", address);
    refused(registration, "jwksUri");
  }

  @Test
  void keysAreEitherToldOrAtAnAddress() {
    Map<String, Object> both = itself();
    both.put("jwksUri", "https://keys.example.test/");
    both.put("jwks", new JWKSet(key.toPublicJWK()).toJSONObject(false));
    refused(both, "jwksUri");
    refused(itself(), "jwks");
  }

  private static void refused(Map<String, Object> registration, String field) {
    assertThat(
            provider
                .http
                .as(provider.admin())
                .post("/api/auth/clients", registration)
                .expect(422)
                .json()
                .path("errors")
                .findValuesAsText("field"))
        .containsExactly(field);
  }

  private static Map<String, Object> itself() {
    Map<String, Object> registration = ProviderUnderTest.registration("private_key_jwt", false);
    registration.put("redirectUris", List.of());
    registration.put("grants", List.of("client_credentials"));
    registration.put("scopes", List.of("orders:read"));
    return registration;
  }

  @Test
  void privateAndWeakKeysAreNotRegistered() throws Exception {
    register(key, 422);
    register(new ECKeyGenerator(Curve.P_384).generate().toPublicJWK(), 422);
    register(
        new com.nimbusds.jose.jwk.gen.RSAKeyGenerator(1_024, true).generate().toPublicJWK(), 422);
  }
}
