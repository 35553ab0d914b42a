package dev.dizhtime.gateway;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;

/** Services that say who they are and what they were asked. */
final class NamedUpstreams implements AutoCloseable {
  private final Vertx vertx = Vertx.vertx();
  private final List<HttpServer> servers = new ArrayList<>();

  /** Opens one on 127.0.0.1 and returns its port. */
  int open(String service) {
    return open(service, "127.0.0.1");
  }

  /** Opens one on an address of this machine and returns its port. */
  int open(String service, String address) {
    String pod = service + "-" + servers.size();
    HttpServer server =
        StubUpstream.await(
            vertx
                .createHttpServer()
                .requestHandler(request -> answer(request, service, pod))
                .listen(0, address));
    servers.add(server);
    return server.actualPort();
  }

  private static void answer(HttpServerRequest request, String service, String pod) {
    JsonObject headers = new JsonObject();
    request.headers().forEach(each -> headers.put(each.getKey().toLowerCase(), each.getValue()));
    JsonObject told =
        new JsonObject()
            .put("service", service)
            .put("pod", pod)
            .put("method", request.method().name())
            .put("path", request.path())
            .put("host", request.getHeader("host"))
            .put("headers", headers);
    request.body().onSuccess(_ -> request.response().end(told.toBuffer()));
  }

  @Override
  public void close() {
    StubUpstream.await(vertx.close());
  }
}
