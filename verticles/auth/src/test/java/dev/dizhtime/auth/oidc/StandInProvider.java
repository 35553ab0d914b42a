package dev.dizhtime.auth.oidc;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.util.URLUtils;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;

/**
 * An outside provider of the shape of Google's (a shared secret) or Apple's (a secret that the
 * client signs, the answer as a form). Whom it speaks of, the test says.
 */
final class StandInProvider implements AutoCloseable {
  static final String CLIENT_ID = "dizhtime-at-the-other";
  static final String SECRET = "a-shared-secret-of-some-length";

  private final HttpServer server;
  private final Map<String, JWTClaimsSet> codes = new ConcurrentHashMap<>();
  private final ECKey clientKey;
  private volatile RSAKey key;

  /** A provider; with the client's key it takes secrets that are signed with it only. */
  StandInProvider(ECKey clientKey) throws IOException, JOSEException {
    this.clientKey = clientKey;
    rotate();
    server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    server.setExecutor(
        Executors.newCachedThreadPool(Thread.ofPlatform().daemon().name("stand-in").factory()));
    server.createContext(
        "/.well-known/openid-configuration", exchange -> send(exchange, 200, metadata()));
    server.createContext(
        "/keys", exchange -> send(exchange, 200, new JWKSet(key.toPublicJWK()).toString()));
    server.createContext("/token", this::token);
    server.start();
  }

  String issuer() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** What auth is told to know it by this name as a provider with a shared secret. */
  Map<String, String> known(String name) {
    String of = "DIZHTIME_OIDC_" + name.toUpperCase(Locale.ROOT);
    return Map.of(
        of + "_ISSUER", issuer(), of + "_CLIENT_ID", CLIENT_ID, of + "_CLIENT_SECRET", SECRET);
  }

  /** Signs with another key from now on. */
  void rotate() throws JOSEException {
    key = new RSAKeyGenerator(2048).keyIDFromThumbprint(true).generate();
  }

  /** A code for which it will tell these claims. */
  String code(JWTClaimsSet claims) {
    String code = "code-" + codes.size();
    codes.put(code, claims);
    return code;
  }

  /** Claims of a person as they should be, for a nonce. */
  JWTClaimsSet.Builder claims(String subject, String nonce) {
    return new JWTClaimsSet.Builder()
        .issuer(issuer())
        .audience(CLIENT_ID)
        .subject(subject)
        .issueTime(new Date())
        .expirationTime(Date.from(Instant.now().plusSeconds(300)))
        .claim("nonce", nonce);
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private String metadata() {
    return """
    {"issuer": "%1$s", "authorization_endpoint": "%1$s/authorize", "token_endpoint": "%1$s/token",
     "jwks_uri": "%1$s/keys", "subject_types_supported": ["public"],
     "response_types_supported": ["code"], "id_token_signing_alg_values_supported": ["RS256"]}
    """
        .formatted(issuer());
  }

  private void token(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    Map<String, List<String>> form = URLUtils.parseParameters(body);
    JWTClaimsSet claims = codes.remove(form.get("code").getFirst());
    boolean verified = form.containsKey("code_verifier");
    if (claims == null || !verified || !proven(form.get("client_secret").getFirst())) {
      send(exchange, 400, "{\"error\":\"invalid_grant\"}");
      return;
    }
    try {
      SignedJWT idToken =
          new SignedJWT(
              new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).build(), claims);
      idToken.sign(new RSASSASigner(key));
      send(
          exchange,
          200,
          "{\"access_token\":\"x\",\"token_type\":\"Bearer\",\"id_token\":\"%s\"}"
              .formatted(idToken.serialize()));
    } catch (JOSEException e) {
      throw new IOException(e);
    }
  }

  private boolean proven(String secret) {
    if (clientKey == null) {
      return secret.equals(SECRET);
    }
    try {
      SignedJWT jwt = SignedJWT.parse(secret);
      var claims = jwt.getJWTClaimsSet();
      return jwt.verify(new ECDSAVerifier(clientKey.toPublicJWK()))
          && "TEAM".equals(claims.getIssuer())
          && claims.getAudience().contains(issuer())
          && claims.getExpirationTime().after(new Date());
    } catch (ParseException | JOSEException _) {
      return false;
    }
  }

  private static void send(HttpExchange exchange, int status, String json) throws IOException {
    try (exchange) {
      byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(status, bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }
}
