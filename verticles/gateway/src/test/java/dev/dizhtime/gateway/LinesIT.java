package dev.dizhtime.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dizhtime.runtime.service.RunningService;
import dev.dizhtime.testkit.Eventually;
import dev.dizhtime.testkit.TestHttp;
import dev.dizhtime.testkit.TestResponse;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Services answer in many ways, and not all of them are good. */
class LinesIT {
  private static final String OK = "HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok";

  @TempDir Path directory;
  private RawService service;
  private RunningService gateway;
  private TestHttp http;

  @BeforeEach
  void start() {
    service = RawService.start();
    String routes =
        "routes:\n  - { prefix: /raw, upstream: \"%s\", token: optional }\n"
            .formatted(service.address());
    gateway = TestGateway.start(directory, routes, "EVENT_LOOPS", "1");
    http = TestHttp.at(gateway.address());
    service.answers("ok", OK);
  }

  @AfterEach
  void stop() {
    gateway.close();
    service.close();
  }

  @Test
  void aConnectionIsUsedAgain() {
    for (int i = 0; i < 5; i++) {
      assertThat(http.get("/raw/ok").expect(200).body()).isEqualTo("ok");
    }
    assertThat(service.connections).hasValue(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          HTTP/1.1 200 OK;connection: close;content-length: 2;;ok
          HTTP/1.0 200 OK;content-length: 2;;ok
          HTTP/1.1 200 OK;keep-alive: timeout=0;content-length: 2;;ok
          !HTTP/1.1 200 OK;;ok
          """)
  void aConnectionThatTheServiceEndsIsNotUsedAgain(String answer) {
    service.answers("last", answer.replace(";", "\r\n"));
    for (int i = 0; i < 3; i++) {
      assertThat(http.get("/raw/last").expect(200).body()).isEqualTo("ok");
    }
    assertThat(service.connections).hasValue(3);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          HTTP/1.1 103 Early Hints;link: </x>;;HTTP/1.1 200 OK;content-length: 2;;ok
          HTTP/1.1 100 Continue;;HTTP/1.1 200 OK;content-length: 2;;ok
          HTTP/1.1 200 OK;transfer-encoding: chunked;;1;o;1;k;0;;
          """)
  void readsWhatIsAllowed(String answer) {
    service.answers("allowed", answer.replace(";", "\r\n"));
    for (int i = 0; i < 2; i++) {
      TestResponse got = http.get("/raw/allowed").expect(200);
      assertThat(got.body()).isEqualTo("ok");
      assertThat(got.header("link")).isEmpty();
    }
    assertThat(service.connections).hasValue(1);
  }

  @Test
  void anAnswerToHeadHasNoBodyWhateverItsLength() {
    service.answers("head", "HTTP/1.1 200 OK\r\ncontent-length: 50\r\n\r\n");
    for (int i = 0; i < 2; i++) {
      http.send("HEAD", "/raw/head", null).expect(200);
    }
    assertThat(http.get("/raw/ok").expect(200).body()).isEqualTo("ok");
    assertThat(service.connections).hasValue(1);
  }

  /** Nobody gets an answer that was meant for somebody else. */
  @Test
  void whatComesAfterAnAnswerIsNotTheNextAnswer() {
    service.answers("two", OK + "HTTP/1.1 200 OK\r\ncontent-length: 4\r\n\r\nevil");
    assertThat(http.get("/raw/two").expect(200).body()).isEqualTo("ok");
    for (int i = 0; i < 3; i++) {
      assertThat(http.get("/raw/ok").expect(200).body()).isEqualTo("ok");
    }
    assertThat(service.connections).hasValue(2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          what
          HTTP/1.1 two hundred;;
          HTTP/3.0 200 OK;content-length: 2;;ok
          HTTP/1.1 101 Switching Protocols;upgrade: x;connection: upgrade;;
          HTTP/1.1 200 OK;content-length: 2;content-length: 3;;ok
          HTTP/1.1 200 OK;x-odd: aNULb;content-length: 2;;ok
          """)
  void refusesWhatCanNotBeRead(String answer) {
    String bytes = answer.replace(";", "\r\n").replace("NUL", "\0");
    service.answers("bad", "!" + bytes + "\r\n\r\n");
    TestResponse refused = http.get("/raw/bad").expect(502);
    assertThat(refused.json().path("type").asText()).isEqualTo("/problems/bad-gateway");
    assertThat(http.get("/raw/ok").expect(200).body()).isEqualTo("ok");
  }

  @Test
  void anAnswerThatIsTooShortIsBrokenOff() {
    service.answers("short", "!HTTP/1.1 200 OK\r\ncontent-length: 50\r\n\r\nok");
    assertThatThrownBy(() -> http.get("/raw/short")).hasCauseInstanceOf(IOException.class);
  }

  @Test
  void measuresWhatServicesAnswer() {
    http.get("/raw/ok").expect(200);
    Eventually.eventually(
        () ->
            assertThat(
                    TestHttp.at("http://127.0.0.1:" + gateway.managementPort())
                        .get("/metrics")
                        .body())
                .contains("http_client_request_duration_seconds_count")
                .contains("http_response_status_code=\"200\""));
  }
}
