package dev.dizhtime.gateway;

import static dev.dizhtime.testkit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dizhtime.embedded.Ports;
import dev.dizhtime.runtime.service.RunningService;
import dev.dizhtime.testkit.TestHttp;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import java.io.IOException;
import java.util.ArrayList;
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
    int port = Ports.claim("the API server", 0);
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
  void takesTheWordOfPodsOfServicesThatAreTrustedWhileTheyAreThere() {
    try (TestCluster cluster = TestCluster.start()) {
      cluster.ingressClass(TestCluster.CLASS);
      cluster.service("shop", "one", upstreams.open("one"));
      cluster.put(ingress("one", "a.org", "one"));
      try (RunningService gateway =
          cluster.gateway("POD_NAMESPACE", "shop", "TRUSTED_SERVICES", "portal, other")) {
        eventually(() -> assertThat(forwardedFor(gateway)).isEqualTo("127.0.0.1"));
        // The connection stays; who is at its end becomes known.
        cluster.service("elsewhere", "other", 1);
        cluster.service("shop", "portal", 1);
        eventually(() -> assertThat(forwardedFor(gateway)).isEqualTo("198.51.100.1, 127.0.0.1"));
        cluster
            .client()
            .discovery()
            .v1()
            .endpointSlices()
            .inNamespace("shop")
            .withName("portal-1")
            .delete();
        eventually(() -> assertThat(forwardedFor(gateway)).isEqualTo("127.0.0.1"));
      }
    }
  }

  private static String forwardedFor(RunningService gateway) {
    var answer =
        http.ask(
            gateway.httpPort(),
            HttpMethod.GET,
            "a.org",
            "/",
            Map.of("x-forwarded-for", "198.51.100.1"));
    assertThat(answer.status()).isEqualTo(200);
    return answer.told("x-forwarded-for");
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
    int tlsPort = Ports.claim("the gateway", 0);
    try (TestCluster cluster = TestCluster.start();
        RunningService gateway =
            cluster.gateway("GATEWAY_API", "on", "HTTPS_PORT", Integer.toString(tlsPort))) {
      for (String service : GatewayApiScenario.SERVICES) {
        cluster.service(GatewayApiScenario.NAMESPACE, service, upstreams.open(service));
      }
      GatewayApiScenario.put(cluster.client());
      GatewayApiScenario.isServed(http, gateway.httpPort(), tlsPort, cluster.client());
    }
  }

  /** It is refused when it is read, and, were it not, when it is written. */
  @Test
  void aLineBreakInAHeaderOfARouteReachesNobody() {
    try (TestCluster cluster = TestCluster.start();
        RunningService gateway = cluster.gateway("GATEWAY_API", "on")) {
      cluster.service("shop", "one", upstreams.open("one"));
      ClusterObjects.read(
              """
              apiVersion: gateway.networking.k8s.io/v1
              kind: GatewayClass
              metadata: { name: dizhtime }
              spec: { controllerName: dizhtime.dev/gateway }
              ---
              apiVersion: gateway.networking.k8s.io/v1
              kind: Gateway
              metadata: { namespace: shop, name: edge }
              spec: { gatewayClassName: dizhtime, listeners: [ { name: web, protocol: HTTP, port: 80 } ] }
              """)
          .forEach(cluster::put);
      noted(cluster, "good", "one line");
      noted(cluster, "bad", "one line\\r\\nX-Evil: another");

      eventually(() -> assertThat(noteOf(gateway, "/good").status()).isEqualTo(200));
      assertThat(noteOf(gateway, "/good").told("x-note")).isEqualTo("one line");
      eventually(() -> assertThat(noteOf(gateway, "/bad").status()).isIn(400, 500));
      assertThat(noteOf(gateway, "/bad").service()).isNull();
      assertThat(noteOf(gateway, "/good").told("x-evil")).isNull();
    }
  }

  private static HostClient.Answer noteOf(RunningService gateway, String path) {
    return http.get(gateway.httpPort(), "a.org", path);
  }

  /** A route that says something to the service behind, as YAML between quotes. */
  private static void noted(TestCluster cluster, String name, String note) {
    ClusterObjects.read(
            """
            apiVersion: gateway.networking.k8s.io/v1
            kind: HTTPRoute
            metadata: { namespace: shop, name: %1$s }
            spec:
              parentRefs: [ { name: edge } ]
              rules:
                - matches: [ { path: { value: /%1$s } } ]
                  filters: [ { type: RequestHeaderModifier, requestHeaderModifier: { set: [ { name: X-Note, value: "%2$s" } ] } } ]
                  backendRefs: [ { name: one, port: 8080 } ]
            """
                .formatted(name, note))
        .forEach(cluster::put);
  }
}
