package dev.dizhtime.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dizhtime.embedded.Ports;
import dev.dizhtime.gateway.tls.TestCertificate;
import dev.dizhtime.runtime.service.RunningService;
import dev.dizhtime.testkit.Eventually;
import dev.dizhtime.testkit.TestHttp;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.io.IOException;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.stream.Collectors;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsIT {
  @TempDir static Path directory;
  @TempDir static Path certificates;

  private static Vertx vertx;
  private static StubUpstream upstream;
  private static RunningService gateway;
  private static int port;

  private record Seen(HttpVersion version, List<String> names, String transport, String proto) {}

  @BeforeAll
  static void start() throws IOException {
    vertx = Vertx.vertx();
    upstream = StubUpstream.start();
    TestCertificate.of("EC", "shop.example.org").write(certificates, "shop");
    TestCertificate.of("RSA", "*.example.org").write(certificates, "wild");
    port = Ports.claim("the gateway", 0);
    gateway =
        TestGateway.start(
            directory,
            TestGateway.routes(upstream),
            "HTTPS_PORT",
            Integer.toString(port),
            "CERTIFICATES_DIRECTORY",
            certificates.toString());
  }

  @AfterAll
  static void stop() {
    gateway.close();
    upstream.close();
    StubUpstream.await(vertx.close());
  }

  @Test
  void speaksBothVersionsAndShowsTheCertificateForTheNameThatIsAskedFor() {
    Seen two = ask("shop.example.org", HttpVersion.HTTP_2);
    assertThat(two.version()).isEqualTo(HttpVersion.HTTP_2);
    assertThat(two.names()).containsExactly("shop.example.org");
    assertThat(two.transport()).isEqualTo("max-age=31536000");
    assertThat(two.proto()).isEqualTo("https");
    Seen one = ask("pub.example.org", HttpVersion.HTTP_1_1);
    assertThat(one.version()).isEqualTo(HttpVersion.HTTP_1_1);
    assertThat(one.names()).containsExactly("*.example.org");
  }

  /** What is one header in HTTP/2 would be two, or another request, in HTTP/1.1. */
  @Test
  void noHeaderOfHttp2BecomesMoreThanOneBehind() throws Exception {
    int before = upstream.requests.get();
    assertThat(RawHttp2.status(port, "shop.example.org", "/api/open/x", "x-note", "good"))
        .isEqualTo("200");
    String smuggled = "a\r\nx-evil: yes\r\n\r\nGET /api/open/evil HTTP/1.1\r\n";
    // Netty ends the connection when it reads such a field; were it to let it in, our line would
    // not.
    assertThat(RawHttp2.status(port, "shop.example.org", "/api/open/x", "x-note", smuggled))
        .isIn("400", "closed");
    assertThat(upstream.requests).hasValue(before + 1);
  }

  @Test
  void shakesNoHandWhereThereIsNoCertificate() {
    assertThatThrownBy(() -> ask("elsewhere.net", HttpVersion.HTTP_2))
        .hasRootCauseInstanceOf(Exception.class);
  }

  @Test
  void aNewCertificateCountsWithoutANewStart() {
    TestCertificate.of("EC", "new.net").write(certificates, "new");
    Eventually.eventually(
        () -> assertThatCode(() -> ask("new.net", HttpVersion.HTTP_2)).doesNotThrowAnyException());
    assertThat(ask("new.net", HttpVersion.HTTP_2).names()).containsExactly("new.net");
    assertThat(TestHttp.at("http://127.0.0.1:" + gateway.managementPort()).get("/metrics").body())
        .contains("dizhtime_gateway_certificate_expiry_seconds 2");
  }

  /** A connection of its own, so that each is a handshake of its own. */
  private static Seen ask(String host, HttpVersion version) {
    var options =
        new HttpClientOptions()
            .setSsl(true)
            .setTrustAll(true)
            .setVerifyHost(false)
            .setUseAlpn(true)
            .setProtocolVersion(version);
    options.setForceSni(true);
    HttpClientAgent client = vertx.createHttpClient(options);
    try {
      return StubUpstream.await(
          client
              .request(
                  new RequestOptions()
                      .setServer(SocketAddress.inetSocketAddress(port, "127.0.0.1"))
                      .setHost(host)
                      .setPort(port)
                      .setMethod(HttpMethod.GET)
                      .setURI("/api/open/x"))
              .compose(request -> request.send())
              .compose(answer -> answer.body().map(body -> seen(answer, body.toJsonObject()))));
    } finally {
      StubUpstream.await(client.close());
    }
  }

  private static Seen seen(HttpClientResponse answer, io.vertx.core.json.JsonObject body) {
    return new Seen(
        answer.version(),
        names(answer),
        answer.getHeader("strict-transport-security"),
        body.getJsonObject("headers").getString("x-forwarded-proto"));
  }

  private static List<String> names(HttpClientResponse answer) {
    try {
      var shown = (X509Certificate) answer.request().connection().peerCertificates().getFirst();
      return shown.getSubjectAlternativeNames().stream()
          .map(name -> (String) name.get(1))
          .collect(Collectors.toList());
    } catch (SSLPeerUnverifiedException | java.security.cert.CertificateParsingException e) {
      throw new IllegalStateException(e);
    }
  }
}
