package dev.dizhtime.gateway;

import static dev.dizhtime.testkit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dizhtime.gateway.tls.TestCertificate;
import dev.dizhtime.runtime.service.RunningService;
import dev.dizhtime.testkit.TestHttp;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.Gateway;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import java.io.IOException;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Gateways and the API server come and go; and what the Gateway API adds. */
class ClusterIT {
  private static NamedUpstreams upstreams;
  private static HostClient http;

  @BeforeAll
  static void start() {
    upstreams = new NamedUpstreams();
    http = new HostClient();
  }

  @AfterAll
  static void stop() {
    http.close();
    upstreams.close();
  }

  private static Ingress ingress(String name, String host, String service) {
    return IngressIT.ingress(
        "shop",
        name,
        "rules: [ { host: %s, http: { paths: [ { path: /, pathType: Prefix, backend: { service: { name: %s, port: { name: http } } } } ] } } ]"
            .formatted(host, service),
        Map.of());
  }

  private static boolean ready(RunningService gateway) {
    return TestHttp.at("http://127.0.0.1:" + gateway.managementPort()).get("/health/ready").status()
        == 200;
  }

  @Test
  void isReadyOnceItKnowsTheClusterAndServesOnWhenTheApiServerIsAway() throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    TestCluster absent = TestCluster.at(port);
    String address = absent.address();
    absent.close();
    TestCluster cluster = null;
    try (RunningService gateway = absent.gateway("KUBERNETES_API", address)) {
      assertThat(ready(gateway)).isFalse();
      assertThat(http.get(gateway.httpPort(), "a.org", "/").status()).isEqualTo(503);

      cluster = TestCluster.at(port);
      cluster.ingressClass(TestCluster.CLASS);
      cluster.service("shop", "one", upstreams.open("one"));
      cluster.put(ingress("one", "a.org", "one"));
      eventually(() -> assertThat(ready(gateway)).isTrue());
      eventually(
          () -> assertThat(http.get(gateway.httpPort(), "a.org", "/").status()).isEqualTo(200));

      cluster.close();
      cluster = null;
      for (int i = 0; i < 20; i++) {
        assertThat(http.get(gateway.httpPort(), "a.org", "/").service()).isEqualTo("one");
      }
      assertThat(ready(gateway)).isTrue();
    } finally {
      if (cluster != null) {
        cluster.close();
      }
    }
  }

  @Test
  void onlyTheLeaderWritesAndAnotherTakesOver() {
    try (TestCluster cluster = TestCluster.start()) {
      cluster.ingressClass(TestCluster.CLASS);
      cluster.service("shop", "one", upstreams.open("one"));
      RunningService first =
          cluster.gateway("POD_NAME", "first", "PUBLISHED_ADDRESSES", "198.51.100.1");
      try {
        cluster.put(ingress("early", "a.org", "one"));
        eventually(() -> assertThat(address(cluster, "early")).isEqualTo("198.51.100.1"));
        try (RunningService second =
            cluster.gateway("POD_NAME", "second", "PUBLISHED_ADDRESSES", "198.51.100.2")) {
          cluster.put(ingress("late", "b.org", "one"));
          eventually(() -> assertThat(address(cluster, "late")).isEqualTo("198.51.100.1"));
          for (RunningService each : List.of(first, second)) {
            eventually(
                () -> assertThat(http.get(each.httpPort(), "b.org", "/").status()).isEqualTo(200));
          }
          assertThat(holder(cluster)).startsWith("first-");
          // Would the second write too, each would for ever put right what the other wrote.
          String version = version(cluster, "late");
          cluster.put(ingress("later", "c.org", "one"));
          for (RunningService each : List.of(first, second)) {
            eventually(
                () -> assertThat(http.get(each.httpPort(), "c.org", "/").status()).isEqualTo(200));
          }
          eventually(() -> assertThat(address(cluster, "later")).isEqualTo("198.51.100.1"));
          assertThat(version(cluster, "late")).isEqualTo(version);
          assertThat(address(cluster, "early")).isEqualTo("198.51.100.1");

          first.close();

          eventually(() -> assertThat(holder(cluster)).startsWith("second-"));
          eventually(() -> assertThat(address(cluster, "late")).isEqualTo("198.51.100.2"));
        }
      } finally {
        first.close();
      }
    }
  }

  private static String version(TestCluster cluster, String name) {
    return cluster
        .client()
        .network()
        .v1()
        .ingresses()
        .inNamespace("shop")
        .withName(name)
        .get()
        .getMetadata()
        .getResourceVersion();
  }

  private static String address(TestCluster cluster, String name) {
    Ingress stored =
        cluster.client().network().v1().ingresses().inNamespace("shop").withName(name).get();
    return stored.getStatus() == null || stored.getStatus().getLoadBalancer() == null
        ? null
        : stored.getStatus().getLoadBalancer().getIngress().getFirst().getIp();
  }

  private static String holder(TestCluster cluster) {
    Lease lease =
        cluster.client().leases().inNamespace("default").withName("dizhtime-gateway").get();
    return String.valueOf(lease.getSpec().getHolderIdentity());
  }

  @Test
  void aChangeUnderLoadCostsNoRequest() {
    try (TestCluster cluster = TestCluster.start();
        RunningService gateway = cluster.gateway()) {
      cluster.ingressClass(TestCluster.CLASS);
      cluster.service("shop", "one", upstreams.open("one"));
      cluster.service("shop", "two", upstreams.open("two"));
      cluster.put(ingress("it", "a.org", "one"));
      eventually(
          () -> assertThat(http.get(gateway.httpPort(), "a.org", "/").status()).isEqualTo(200));
      eventually(() -> assertThat(address(cluster, "it")).isEqualTo(TestCluster.ADDRESS));
      Set<String> seen = new HashSet<>();
      for (int turn = 0; turn < 10; turn++) {
        List<Future<HostClient.Answer>> inHand = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
          inHand.add(http.begin(gateway.httpPort(), "a.org", "/"));
        }
        String next = turn % 2 == 0 ? "two" : "one";
        cluster.change(ingress("it", "a.org", next));
        eventually(
            () -> {
              HostClient.Answer answer = http.get(gateway.httpPort(), "a.org", "/");
              seen.add(answer.service());
              assertThat(answer.service()).isEqualTo(next);
            });
        for (Future<HostClient.Answer> each : inHand) {
          HostClient.Answer answer = StubUpstream.await(each);
          assertThat(answer.status()).isEqualTo(200);
          seen.add(answer.service());
        }
      }
      assertThat(seen).containsExactlyInAnyOrder("one", "two");
    }
  }

  @Test
  void theGatewayApiIsServed() throws IOException {
    int tlsPort;
    try (ServerSocket free = new ServerSocket(0)) {
      tlsPort = free.getLocalPort();
    }
    try (TestCluster cluster = TestCluster.start();
        RunningService gateway =
            cluster.gateway("GATEWAY_API", "on", "HTTPS_PORT", Integer.toString(tlsPort))) {
      for (String service : List.of("one", "two", "three")) {
        cluster.service("shop", service, upstreams.open(service));
      }
      var certificate = TestCertificate.of("EC", "shop.org");
      cluster.tlsSecret("shop", "tls", certificate.certificatePem(), certificate.keyPem());
      put(cluster, GATEWAY);
      int port = gateway.httpPort();
      eventually(() -> assertThat(http.get(port, "shop.org", "/x").status()).isEqualTo(302));
      assertThat(http.get(port, "shop.org", "/x?y=z").header("location"))
          .isEqualTo("https://shop.org/x?y=z");
      assertThat(http.get(port, "other.org", "/x").status()).isEqualTo(404);

      HostClient.Answer secure = http.secure(tlsPort, HttpVersion.HTTP_2, "shop.org", "/x");
      assertThat(secure.names()).containsExactly("shop.org");
      assertThat(secure.service()).isEqualTo("one");
      assertThat(secure.told("x-added")).isEqualTo("by the route");

      HostClient.Answer chosen =
          http.ask(
              port,
              HttpMethod.GET,
              "a.apps.org",
              "/",
              Map.of("version", "2", "x-gone", "here", "x-set", "by the client"));
      assertThat(chosen.service()).isEqualTo("three");
      assertThat(chosen.told("x-gone")).isNull();
      assertThat(chosen.told("x-set")).isEqualTo("by the route");

      Set<String> shared = new HashSet<>();
      for (int i = 0; i < 60; i++) {
        shared.add(http.get(port, "b.a.apps.org", "/").service());
      }
      assertThat(shared).containsExactlyInAnyOrder("one", "two");
      assertThat(http.get(port, "a.apps.org", "/broken").status()).isEqualTo(500);

      eventually(
          () -> {
            var status =
                cluster
                    .client()
                    .resources(HTTPRoute.class)
                    .inNamespace("shop")
                    .withName("apps")
                    .get()
                    .getStatus();
            assertThat(status).isNotNull();
            assertThat(status.getParents().getFirst().getConditions())
                .extracting(each -> each.getType() + " " + each.getStatus())
                .containsExactly("Accepted True", "ResolvedRefs False");
          });
      eventually(
          () -> {
            var status =
                cluster
                    .client()
                    .resources(Gateway.class)
                    .inNamespace("shop")
                    .withName("edge")
                    .get()
                    .getStatus();
            assertThat(status).isNotNull();
            assertThat(status.getListeners())
                .extracting(each -> each.getName() + " " + each.getAttachedRoutes())
                .containsExactly("web 1", "secure 1", "apps 1");
          });
    }
  }

  private static void put(TestCluster cluster, String texts) {
    Arrays.stream(texts.split("(?m)^---$"))
        .map(text -> Serialization.unmarshal(text, HasMetadata.class))
        .forEach(cluster::put);
  }

  private static final String GATEWAY =
      """
      apiVersion: gateway.networking.k8s.io/v1
      kind: GatewayClass
      metadata: { name: dizhtime }
      spec: { controllerName: dizhtime.dev/gateway }
      ---
      apiVersion: gateway.networking.k8s.io/v1
      kind: Gateway
      metadata: { namespace: shop, name: edge }
      spec:
        gatewayClassName: dizhtime
        listeners:
          - { name: web, protocol: HTTP, port: 80, hostname: shop.org }
          - { name: secure, protocol: HTTPS, port: 443, hostname: shop.org, tls: { certificateRefs: [ { name: tls } ] } }
          - { name: apps, protocol: HTTP, port: 80, hostname: "*.apps.org" }
      ---
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: { namespace: shop, name: redirecting }
      spec:
        parentRefs: [ { name: edge, sectionName: web } ]
        rules: [ { filters: [ { type: RequestRedirect, requestRedirect: { scheme: https } } ] } ]
      ---
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: { namespace: shop, name: shop }
      spec:
        parentRefs: [ { name: edge, sectionName: secure } ]
        rules:
          - filters: [ { type: RequestHeaderModifier, requestHeaderModifier: { add: [ { name: X-Added, value: by the route } ] } } ]
            backendRefs: [ { name: one, port: 8080 } ]
      ---
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: { namespace: shop, name: apps }
      spec:
        parentRefs: [ { name: edge, sectionName: apps } ]
        rules:
          - backendRefs: [ { name: one, port: 8080 }, { name: two, port: 8080 }, { name: three, port: 8080, weight: 0 } ]
          - matches: [ { headers: [ { name: Version, value: "2" } ] } ]
            filters: [ { type: RequestHeaderModifier, requestHeaderModifier: { set: [ { name: X-Set, value: by the route } ], remove: [ X-Gone ] } } ]
            backendRefs: [ { name: three, port: 8080 } ]
          - matches: [ { path: { type: Exact, value: /broken } } ]
            backendRefs: [ { name: absent, port: 8080 } ]
      """;
}
