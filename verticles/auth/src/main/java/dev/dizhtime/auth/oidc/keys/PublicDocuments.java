package dev.dizhtime.auth.oidc.keys;

import dev.dizhtime.auth.outward.BoundedBody;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.net.InetAddress;
import java.net.URI;
import java.util.concurrent.TimeUnit;

/** Documents of the world, over TLS: of a bounded size, in a bounded time, and without detours. */
public final class PublicDocuments implements KeysByAddress.Documents {
  static final int TIMEOUT_MILLIS = 3_000;
  static final int MAX_BYTES = 64 * 1024;

  private static final int TLS_PORT = 443;

  private final Vertx vertx;
  private final HttpClientAgent client;
  private final PublicAddresses addresses;
  private final int timeoutMillis;

  public PublicDocuments(Vertx vertx, PublicAddresses addresses) {
    this(vertx, addresses, new HttpClientOptions(), TIMEOUT_MILLIS);
  }

  PublicDocuments(
      Vertx vertx, PublicAddresses addresses, HttpClientOptions options, int timeoutMillis) {
    this.vertx = vertx;
    this.addresses = addresses;
    this.timeoutMillis = timeoutMillis;
    this.client =
        vertx.createHttpClient(
            options
                .setSsl(true)
                .setVerifyHost(true)
                .setKeepAlive(false)
                .setConnectTimeout(timeoutMillis));
  }

  @Override
  public Future<String> get(URI address) {
    return vertx
        .executeBlocking(() -> addresses.of(address), false)
        .compose(at -> ask(address, at))
        .timeout(timeoutMillis, TimeUnit.MILLISECONDS);
  }

  /** The very address that was found good is asked; the name is for the certificate. */
  private Future<String> ask(URI address, InetAddress at) {
    int port = address.getPort() < 0 ? TLS_PORT : address.getPort();
    String query = address.getRawQuery() == null ? "" : "?" + address.getRawQuery();
    String path = address.getRawPath().isEmpty() ? "/" : address.getRawPath();
    var options =
        new RequestOptions()
            .setMethod(HttpMethod.GET)
            .setSsl(true)
            .setServer(SocketAddress.inetSocketAddress(port, at.getHostAddress()))
            .setHost(address.getHost())
            .setPort(port)
            .setURI(path + query)
            .setFollowRedirects(false)
            .setTimeout(timeoutMillis)
            .putHeader("accept", "application/jwk-set+json, application/json");
    return client
        .request(options)
        .compose(request -> request.send())
        .compose(response -> BoundedBody.ofGood(response, MAX_BYTES))
        .map(Buffer::toString);
  }
}
