package dev.dizhtime.local.bench;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Stands in for an API server: one Ingress that the load asks for, and many that nobody asks for.
 * Nothing ever changes in it.
 */
final class BenchCluster implements AutoCloseable {
  private static final String GROUP = "networking.k8s.io/v1";
  private static final int OK = 200;
  private static final int NOT_FOUND = 404;

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Map<String, byte[]> lists = new HashMap<>();

  BenchCluster(int upstreamPort, int rules) throws IOException {
    JsonArray ingresses = new JsonArray();
    ingresses.add(ingress("asked", null, "/api/bench"));
    for (int i = 0; i < rules; i++) {
      // Half of them among the paths of the asked one, half at hosts of their own.
      ingresses.add(
          i % 2 == 0
              ? ingress("path-" + i, null, "/api/bench-" + i)
              : ingress("host-" + i, "host-" + i + ".example.org", "/api/bench"));
    }
    list("/apis/networking.k8s.io/v1/ingressclasses", GROUP, "IngressClass", one(ingressClass()));
    list("/apis/networking.k8s.io/v1/ingresses", GROUP, "Ingress", ingresses);
    list("/api/v1/services", "v1", "Service", one(service()));
    list(
        "/apis/discovery.k8s.io/v1/endpointslices",
        "discovery.k8s.io/v1",
        "EndpointSlice",
        one(slice(upstreamPort)));
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
  }

  String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private static JsonArray one(JsonObject object) {
    return new JsonArray().add(object);
  }

  private void list(String path, String version, String kind, JsonArray items) {
    lists.put(
        path,
        new JsonObject()
            .put("apiVersion", version)
            .put("kind", kind + "List")
            .put("metadata", new JsonObject().put("resourceVersion", "1"))
            .put("items", items)
            .toString()
            .getBytes(StandardCharsets.UTF_8));
  }

  private static JsonObject object(String version, String kind, String name) {
    return new JsonObject()
        .put("apiVersion", version)
        .put("kind", kind)
        .put(
            "metadata",
            new JsonObject()
                .put("name", name)
                .put("namespace", "bench")
                .put("uid", kind + name)
                .put("resourceVersion", "1"));
  }

  private static JsonObject ingressClass() {
    JsonObject made = object(GROUP, "IngressClass", "dizhtime");
    made.getJsonObject("metadata").remove("namespace");
    return made.put("spec", new JsonObject().put("controller", "dizhtime.dev/gateway"));
  }

  /** With the policy that the other measurement has too. */
  private static JsonObject ingress(String name, String host, String path) {
    JsonObject port = new JsonObject().put("number", 80);
    JsonObject service = new JsonObject().put("name", "upstream").put("port", port);
    JsonObject rule =
        new JsonObject()
            .put("path", path)
            .put("pathType", "Prefix")
            .put("backend", new JsonObject().put("service", service));
    JsonObject http =
        new JsonObject().put("http", new JsonObject().put("paths", new JsonArray().add(rule)));
    JsonObject made = object(GROUP, "Ingress", name);
    made.getJsonObject("metadata")
        .put(
            "annotations",
            new JsonObject()
                .put("dizhtime.dev/token", "required")
                .put("dizhtime.dev/rates", "1000000/1 address, 1000000/1 principal"));
    return made.put(
        "spec",
        new JsonObject()
            .put("ingressClassName", "dizhtime")
            .put("rules", new JsonArray().add(host == null ? http : http.put("host", host))));
  }

  private static JsonObject service() {
    JsonObject port = new JsonObject().put("name", "http").put("port", 80);
    return object("v1", "Service", "upstream")
        .put("spec", new JsonObject().put("ports", new JsonArray().add(port)));
  }

  private static JsonObject slice(int port) {
    JsonObject made = object("discovery.k8s.io/v1", "EndpointSlice", "upstream-1");
    made.getJsonObject("metadata")
        .put("labels", new JsonObject().put("kubernetes.io/service-name", "upstream"));
    return made.put("addressType", "IPv4")
        .put("ports", one(new JsonObject().put("name", "http").put("port", port)))
        .put("endpoints", one(new JsonObject().put("addresses", new JsonArray().add("127.0.0.1"))));
  }

  private void answer(HttpExchange exchange) throws IOException {
    byte[] list = lists.get(exchange.getRequestURI().getPath());
    String query = String.valueOf(exchange.getRequestURI().getQuery());
    try (exchange) {
      exchange.getRequestBody().readAllBytes();
      exchange.getResponseHeaders().set("content-type", "application/json");
      if (list == null) {
        exchange.sendResponseHeaders(NOT_FOUND, -1);
      } else if (!query.contains("watch=true")) {
        exchange.sendResponseHeaders(OK, list.length);
        exchange.getResponseBody().write(list);
      } else if (exchange.getRequestHeaders().containsKey("upgrade")) {
        exchange.sendResponseHeaders(OK, -1);
      } else {
        exchange.sendResponseHeaders(OK, 0);
        exchange.getResponseBody().flush();
        closed.await();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    closed.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
