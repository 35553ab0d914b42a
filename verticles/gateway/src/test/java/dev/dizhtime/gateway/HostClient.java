package dev.dizhtime.gateway;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.SocketAddress;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLPeerUnverifiedException;

/** Asks one address for any host, as if names led there. */
final class HostClient implements AutoCloseable {
  private final Vertx vertx = Vertx.vertx();
  private final HttpClientAgent plain = vertx.createHttpClient();

  /**
   * What came back.
   *
   * @param names that the server's certificate is for; null without TLS
   */
  record Answer(int status, JsonObject body, Map<String, String> headers, List<String> names) {
    String service() {
      return body.getString("service");
    }

    String pod() {
      return body.getString("pod");
    }

    String header(String name) {
      return headers.get(name);
    }

    /** What the service behind was told. */
    String told(String header) {
      return body.getJsonObject("headers").getString(header);
    }
  }

  Answer get(int port, String host, String path) {
    return ask(port, HttpMethod.GET, host, path, Map.of());
  }

  Answer ask(int port, HttpMethod method, String host, String path, Map<String, String> headers) {
    return StubUpstream.await(send(plain, port, method, host, path, headers));
  }

  Future<Answer> begin(int port, String host, String path) {
    return send(plain, port, HttpMethod.GET, host, path, Map.of());
  }

  /** Over TLS, on a connection of its own. */
  Answer secure(int port, HttpVersion version, String host, String path) {
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
      return StubUpstream.await(send(client, port, HttpMethod.GET, host, path, Map.of()));
    } finally {
      StubUpstream.await(client.close());
    }
  }

  private Future<Answer> send(
      HttpClientAgent client,
      int port,
      HttpMethod method,
      String host,
      String path,
      Map<String, String> headers) {
    var options =
        new RequestOptions()
            .setServer(SocketAddress.inetSocketAddress(port, "127.0.0.1"))
            .setHost(host)
            .setPort(port)
            .setMethod(method)
            .setURI(path);
    headers.forEach(options::putHeader);
    Promise<Answer> answered = Promise.promise();
    // On an event loop: elsewhere the answer may be over before somebody listens to it.
    vertx.runOnContext(
        _ ->
            client
                .request(options)
                .compose(request -> request.send())
                .compose(answer -> answer.body().map(body -> answer(answer, body.toString())))
                .onComplete(answered));
    return answered.future();
  }

  private static Answer answer(HttpClientResponse from, String body) {
    Map<String, String> headers = new HashMap<>();
    from.headers().forEach(each -> headers.put(each.getKey().toLowerCase(), each.getValue()));
    JsonObject json = body.startsWith("{") ? new JsonObject(body) : new JsonObject();
    return new Answer(from.statusCode(), json, headers, names(from));
  }

  private static List<String> names(HttpClientResponse answer) {
    if (!answer.request().connection().isSsl()) {
      return null;
    }
    try {
      var shown = (X509Certificate) answer.request().connection().peerCertificates().getFirst();
      return shown.getSubjectAlternativeNames().stream().map(name -> (String) name.get(1)).toList();
    } catch (SSLPeerUnverifiedException | CertificateParsingException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    StubUpstream.await(vertx.close());
  }
}
