package dev.dizhtime.gateway;

import static dev.dizhtime.testkit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.ECKey;
import dev.dizhtime.runtime.service.RunningService;
import dev.dizhtime.testkit.TestHttp;
import dev.dizhtime.testkit.TestResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An access token ends with its session, as soon as auth has told of that. */
class EndedSessionsIT {
  private final KeyServer auth = new KeyServer();
  private final StubUpstream upstream = StubUpstream.start();
  private final ECKey key = auth.publish("first");
  private final String here = UUID.randomUUID().toString();
  private final String there = UUID.randomUUID().toString();

  @TempDir Path directory;

  private RunningService gateway;

  @BeforeEach
  void start() {
    gateway =
        TestGateway.start(
            directory,
            TestGateway.routes(upstream),
            "JWKS_URL",
            auth.address(),
            "ENDED_SESSIONS_URL",
            auth.endedAddress());
  }

  @AfterEach
  void stop() {
    gateway.close();
    upstream.close();
    auth.close();
  }

  @Test
  void aTokenThatWasGoodAMomentAgoEndsWithItsSessionAndNoOtherDoes() {
    String ends = token(here);
    String stays = token(there);
    String ofNone = KeyServer.token(key);
    closed(ends).expect(200);

    auth.end(here, Instant.now());

    eventually(() -> closed(ends).expect(401));
    closed(token(here)).expect(401);
    open(ends).expect(401);
    closed(stays).expect(200);
    closed(ofNone).expect(200);
    assertThat(closed(ends).header("www-authenticate")).startsWith("Bearer");
  }

  @Test
  void whatWasToldStaysKnownWhileAuthIsAwayAndWhatEndsMeanwhileIsHeardOfLater() {
    auth.end(here, Instant.now());
    eventually(() -> closed(token(here)).expect(401));

    auth.status = 503;
    auth.ended.clear();
    int asked = auth.asked.size();
    eventually(() -> assertThat(auth.asked).hasSizeGreaterThan(asked + 1));
    closed(token(here)).expect(401);
    closed(token(there)).expect(200);

    auth.end(there, Instant.now());
    auth.status = 200;
    eventually(() -> closed(token(there)).expect(401));
    closed(token(here)).expect(401);
  }

  @Test
  void asksForAllAtFirstAndThenForTheNewOnesAndAMinuteMore() {
    eventually(() -> assertThat(auth.asked).isNotEmpty());
    auth.end(here, Instant.parse("2026-01-01T12:00:00Z"));
    eventually(() -> assertThat(auth.asked.getLast()).isEqualTo("since=2026-01-01T11:59:00Z"));
    assertThat(auth.asked.getFirst()).isEqualTo("null");
  }

  private String token(String session) {
    return KeyServer.token(key, KeyServer.header(key), KeyServer.claims().claim("sid", session));
  }

  private TestResponse closed(String token) {
    return TestHttp.at(gateway.address()).as(token).get("/api/closed/x");
  }

  private TestResponse open(String token) {
    return TestHttp.at(gateway.address()).as(token).get("/api/open/x");
  }
}
