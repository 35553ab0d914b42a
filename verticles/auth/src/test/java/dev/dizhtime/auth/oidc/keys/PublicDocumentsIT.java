package dev.dizhtime.auth.oidc.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.PfxOptions;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a stand-in on this machine, which this test alone takes for a public one. */
class PublicDocumentsIT {
  private static final String HOST = "localhost";
  private static final String PASSWORD = "only-here";

  /** More than is needed, for what is not about time. */
  private static final int PATIENCE = 20_000;

  @TempDir private static Path folder;

  private final Vertx vertx = Vertx.vertx();
  private final AtomicInteger asked = new AtomicInteger();
  private Handler<HttpServerRequest> answer;
  private int port;

  /** That nobody vouches for, made by the JDK's own tool. */
  @BeforeAll
  static void makeCertificate() throws Exception {
    var tool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "test",
                "-keyalg",
                "EC",
                "-dname",
                "CN=test",
                "-ext",
                "san=dns:" + HOST,
                "-storetype",
                "PKCS12",
                "-keystore",
                folder.resolve("store.p12").toString(),
                "-storepass",
                PASSWORD)
            .inheritIO()
            .start();
    assertThat(tool.waitFor()).isZero();
  }

  private static PfxOptions certificate() {
    return new PfxOptions().setPath(folder.resolve("store.p12").toString()).setPassword(PASSWORD);
  }

  @BeforeEach
  void start() throws Exception {
    port =
        vertx
            .createHttpServer(new HttpServerOptions().setSsl(true).setKeyCertOptions(certificate()))
            .requestHandler(
                request -> {
                  asked.incrementAndGet();
                  answer.handle(request);
                })
            .listen(0, "127.0.0.1")
            .await(30, TimeUnit.SECONDS)
            .actualPort();
  }

  @AfterEach
  void stop() throws Exception {
    vertx.close().await(30, TimeUnit.SECONDS);
  }

  @Test
  void readsWhatIsThere() throws Exception {
    answer = request -> request.response().end(request.uri() + " of " + request.authority().host());
    assertThat(get(trusting(), HOST)).isEqualTo("/keys?x=1 of " + HOST);
  }

  @Test
  void anAddressOfThisMachineIsNotEvenConnectedTo() {
    answer = request -> request.response().end("secret");
    var strict = new PublicAddresses(PublicAddresses.ofSystem());
    for (String host : List.of("localhost", "127.0.0.1", "[::1]", "0.0.0.0", "2130706433")) {
      assertThatThrownBy(() -> get(new PublicDocuments(vertx, strict, options(), PATIENCE), host))
          .as(host)
          .hasMessageContaining("is not public");
    }
    assertThat(asked).hasValue(0);
  }

  @Test
  void takesNoCertificateOfAStrangerOrOfAnotherHost() {
    answer = request -> request.response().end("secret");
    assertThatThrownBy(
            () -> get(new PublicDocuments(vertx, here(), new HttpClientOptions(), PATIENCE), HOST))
        .isInstanceOf(Exception.class);
    assertThatThrownBy(() -> get(trusting(), "other.example.test")).isInstanceOf(Exception.class);
    assertThat(asked).hasValue(0);
  }

  @Test
  void followsNoRedirect() {
    answer =
        request ->
            request
                .response()
                .setStatusCode(302)
                .putHeader("location", "https://localhost:" + port + "/inside")
                .end();
    assertThatThrownBy(() -> get(trusting(), HOST)).hasMessageContaining("answers 302");
    assertThat(asked).hasValue(1);
  }

  @Test
  void readsNoMoreThanItsBound() {
    answer = request -> request.response().end("x".repeat(PublicDocuments.MAX_BYTES + 1));
    assertThatThrownBy(() -> get(trusting(), HOST)).hasMessageContaining("larger than");
  }

  @Test
  void waitsNoLongerThanItsBound() {
    answer = _ -> {};
    // Long enough to be connected, also on a busy machine: it is the answer that does not come.
    var hasty = new PublicDocuments(vertx, here(), options(), 2_000);
    assertThatThrownBy(() -> get(hasty, HOST)).hasMessageContaining("imeout");
  }

  private PublicDocuments trusting() {
    return new PublicDocuments(vertx, here(), options(), PATIENCE);
  }

  private HttpClientOptions options() {
    return new HttpClientOptions().setTrustOptions(certificate());
  }

  private static PublicAddresses here() {
    return new PublicAddresses(_ -> List.of(InetAddress.getLoopbackAddress())) {
      @Override
      boolean mayAsk(InetAddress address) {
        return true;
      }
    };
  }

  private String get(PublicDocuments documents, String host) throws Exception {
    return documents
        .get(URI.create("https://" + host + ":" + port + "/keys?x=1"))
        .await(30, TimeUnit.SECONDS);
  }
}
