package dev.dizhtime.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import dev.dizhtime.runtime.service.RunningService;
import dev.dizhtime.testkit.Eventually;
import dev.dizhtime.testkit.TestHttp;
import dev.dizhtime.testkit.TestResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The runtime's token check, which every service has, as it works at the gateway. */
class TokenCheckIT {
  private final KeyServer keys = new KeyServer();
  private final StubUpstream upstream = StubUpstream.start();
  private final ECKey key = keys.publish("first");
  private RunningService gateway;
  private TestHttp http;

  @BeforeEach
  void start(@TempDir Path directory) {
    gateway =
        TestGateway.start(directory, TestGateway.routes(upstream), "JWKS_URL", keys.address());
    http = TestHttp.at(gateway.address());
  }

  @AfterEach
  void stop() {
    gateway.close();
    upstream.close();
    keys.close();
  }

  @Test
  void letsGoodTokensThroughAndReadsTheKeysOnce() {
    IntStream.range(0, 5).forEach(_ -> closed(KeyServer.token(key)).expect(200));
    assertThat(keys.reads).hasValue(1);
  }

  @Test
  void refusesWhoHasNoTokenWhereOneIsRequired() {
    TestResponse answer = http.get("/api/closed/x").expect(401);
    assertThat(answer.header("www-authenticate")).isEqualTo("Bearer");
    assertThat(answer.header("content-type")).isEqualTo("application/problem+json");
    http.get("/api/open/x").expect(200);
    assertThat(upstream.requests).hasValue(1);
  }

  @Test
  void aKeyThatIsNewIsFound() {
    closed(KeyServer.token(key)).expect(200);
    ECKey second = keys.publish("second");
    // Not looked for more often than every two seconds: until then it waits.
    closed(KeyServer.token(second)).expect(200);
    closed(KeyServer.token(key)).expect(200);
  }

  @Test
  void strangeKeyIdsDoNotFloodAuth() {
    closed(KeyServer.token(key)).expect(200);
    int before = keys.reads.get();
    long begun = System.nanoTime();
    try (var clients = Executors.newVirtualThreadPerTaskExecutor()) {
      IntStream.range(0, 30)
          .mapToObj(i -> KeyServer.token(KeyServer.key("no" + i)))
          .map(token -> CompletableFuture.runAsync(() -> closed(token).expect(401), clients))
          .toList()
          .forEach(CompletableFuture::join);
    }
    long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begun);
    assertThat(keys.reads.get() - before).isLessThanOrEqualTo(2 + (int) seconds / 2);
  }

  @Test
  void knownKeysStayGoodWhileAuthIsDown() {
    closed(KeyServer.token(key)).expect(200);
    keys.kill();
    closed(KeyServer.token(key)).expect(200);
    Eventually.eventually(
        () -> {
          // Once the two seconds are over, this one makes it look for the keys, in vain. It may be
          // good: whoever has it is to come again, not to throw it away.
          closed(KeyServer.token(KeyServer.key("other"))).expect(503);
          closed(KeyServer.token(key)).expect(200);
        });
    keys.open();
    closed(KeyServer.token(key)).expect(200);
  }

  @Test
  void knownKeysStayGoodWhenAuthAnswersWithAnError() {
    closed(KeyServer.token(key)).expect(200);
    int before = keys.reads.get();
    keys.status = 503;
    Eventually.eventually(
        () -> {
          closed(KeyServer.token(KeyServer.key("other"))).expect(503);
          assertThat(keys.reads.get()).isGreaterThan(before);
        });
    closed(KeyServer.token(key)).expect(200);
  }

  @Test
  void saysThatItCannotSayWhenNoKeyWasEverRead() {
    keys.kill();
    TestResponse answer = closed(KeyServer.token(key)).expect(503);
    assertThat(answer.header("retry-after")).isEqualTo("1");
    http.get("/api/open/x").expect(200);
    keys.open();
    closed(KeyServer.token(key)).expect(200);
  }

  @Test
  void requestsThatWaitForTheSameKeysKeepTheirOwnIds() {
    IntStream.range(0, 20)
        .parallel()
        .forEach(
            i -> {
              TestResponse answer =
                  http.as(KeyServer.token(key))
                      .get("/api/closed/x", "x-request-id", "waiting-" + i)
                      .expect(200);
              assertThat(answer.json().path("headers").path("x-request-id").asText())
                  .isEqualTo("waiting-" + i);
              assertThat(answer.header("x-request-id")).isEqualTo("waiting-" + i);
            });
  }

  @Test
  void refusesEveryOtherToken() throws Exception {
    closed(KeyServer.token(key)).expect(200);
    int before = upstream.requests.get();
    bad()
        .forEach(
            (name, token) -> {
              assertThat(closed(token).status()).as(name).isEqualTo(401);
              assertThat(http.as(token).get("/api/open/x").status()).as(name).isEqualTo(401);
            });
    assertThat(upstream.requests).hasValue(before);
  }

  private Map<String, String> bad() throws Exception {
    Map<String, String> bad = new LinkedHashMap<>();
    ECKey stranger = KeyServer.key("first");
    String good = KeyServer.token(key);
    bad.put("nothing", "");
    bad.put("no token", "x");
    bad.put("no signature", good.substring(0, good.lastIndexOf('.') + 1));
    bad.put("no JSON", "bm9uc2Vuc2U.e30.AAAA");
    bad.put("a changed payload", swapPayload(good, KeyServer.token(key)));
    bad.put("too long", good + "A".repeat(5_000));
    bad.put("algorithm none", new PlainJWT(KeyServer.claims().build()).serialize());
    bad.put("forged under a known id", KeyServer.token(stranger));
    bad.put(
        "its own key in the header",
        KeyServer.token(
            stranger, KeyServer.header(stranger).jwk(stranger.toPublicJWK()), KeyServer.claims()));
    bad.put(
        "no key id", KeyServer.token(key, KeyServer.header(key).keyID(null), KeyServer.claims()));
    bad.put("the public key as HMAC secret", hmac());
    bad.put(
        "another type",
        KeyServer.token(
            key, KeyServer.header(key).type(new JOSEObjectType("JWT")), KeyServer.claims()));
    bad.put("another audience", signed(KeyServer.claims().audience("other")));
    bad.put("no audience", signed(KeyServer.claims().audience((String) null)));
    bad.put("another issuer", signed(KeyServer.claims().issuer("https://other")));
    bad.put("no issuer", signed(KeyServer.claims().issuer(null)));
    bad.put("expired", signed(KeyServer.claims().expirationTime(at(-10))));
    bad.put("without an end", signed(KeyServer.claims().expirationTime(null)));
    bad.put("not yet good", signed(KeyServer.claims().notBeforeTime(at(60))));
    bad.put("no subject", signed(KeyServer.claims().subject(null)));
    bad.put("a subject that is no id", signed(KeyServer.claims().subject("root")));
    return bad;
  }

  private String signed(com.nimbusds.jwt.JWTClaimsSet.Builder claims) {
    return KeyServer.token(key, KeyServer.header(key), claims);
  }

  private String hmac() throws Exception {
    var header =
        new JWSHeader.Builder(JWSAlgorithm.HS256)
            .type(new JOSEObjectType("at+jwt"))
            .keyID(key.getKeyID())
            .build();
    SignedJWT token = new SignedJWT(header, KeyServer.claims().build());
    token.sign(new MACSigner(key.toPublicJWK().toJSONString()));
    return token.serialize();
  }

  private static String swapPayload(String one, String other) {
    return one.substring(0, one.indexOf('.'))
        + other.substring(other.indexOf('.'), other.lastIndexOf('.'))
        + one.substring(one.lastIndexOf('.'));
  }

  private static Date at(int secondsFromNow) {
    return Date.from(Instant.now().plusSeconds(secondsFromNow));
  }

  private TestResponse closed(String token) {
    return http.as(token).get("/api/closed/x");
  }
}
