package dev.dizhtime.gateway;

import static dev.dizhtime.gateway.RealCluster.NAMESPACE;
import static dev.dizhtime.testkit.Eventually.eventually;
import static dev.dizhtime.testkit.Eventually.within;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dizhtime.runtime.service.RunningService;
import dev.dizhtime.testkit.TestHttp;
import dev.dizhtime.testkit.apiserver.OnApiServer;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.IngressBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.IngressLoadBalancerIngress;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gateways on a real API server, with the rights, settings and Ingresses of {@code kustomize/}. The
 * server is one for all cases, and two of them kill it.
 */
@OnApiServer
class RealClusterIT {
  private static final Logger LOG = LoggerFactory.getLogger(RealClusterIT.class);

  /** The watch is taken up again after at most half a minute, and a list is waited for. */
  private static final Duration AGAIN = Duration.ofSeconds(60);

  private static RealCluster cluster;
  private static NamedUpstreams upstreams;
  private static HostClient http;

  @BeforeAll
  static void start(@TempDir Path folder) throws IOException {
    cluster = RealCluster.start(folder);
    upstreams = new NamedUpstreams();
    http = new HostClient();
    for (String service : List.of("portal-customer", "first", "second")) {
      cluster.service(NAMESPACE, service, upstreams.open(service, RealCluster.ownAddress()));
    }
  }

  @AfterAll
  static void stop() {
    http.close();
    upstreams.close();
    cluster.close();
  }

  private static Ingress ingress(String host, String service, Map<String, String> annotations) {
    return IngressIT.ingress(
        NAMESPACE,
        host,
        "rules: [ { host: %s, http: { paths: [ { path: /, pathType: Prefix, backend: { service: { name: %s, port: { name: http } } } } ] } } ]"
            .formatted(host, service),
        annotations);
  }

  private static void change(Ingress wanted) {
    cluster
        .client()
        .network()
        .v1()
        .ingresses()
        .inNamespace(NAMESPACE)
        .withName(wanted.getMetadata().getName())
        .edit(stored -> new IngressBuilder(stored).withSpec(wanted.getSpec()).build());
  }

  private static boolean ready(RunningService gateway) {
    return TestHttp.at("http://127.0.0.1:" + gateway.managementPort()).get("/health/ready").status()
        == 200;
  }

  /** Who answers for a host; null for nobody. */
  private static String serving(RunningService gateway, String host) {
    HostClient.Answer answer = http.get(gateway.httpPort(), host, "/");
    return answer.status() == 200 ? answer.service() : null;
  }

  private static List<String> addresses(String name) {
    Ingress stored =
        cluster.client().network().v1().ingresses().inNamespace(NAMESPACE).withName(name).get();
    return stored.getStatus().getLoadBalancer().getIngress().stream()
        .map(IngressLoadBalancerIngress::getIp)
        .toList();
  }

  /** Of the Service that the Ingresses' status tells. */
  private static String address() {
    return cluster
        .client()
        .services()
        .inNamespace(NAMESPACE)
        .withName("gateway")
        .get()
        .getSpec()
        .getClusterIP();
  }

  private static String holder() {
    Lease lease =
        cluster.client().leases().inNamespace(NAMESPACE).withName("dizhtime-gateway").get();
    return lease == null ? "" : String.valueOf(lease.getSpec().getHolderIdentity());
  }

  @Test
  void servesThePlatformWithTheRightsOfItsPods() throws IOException {
    try (RunningService gateway = cluster.gateway("platform")) {
      eventually(() -> assertThat(ready(gateway)).isTrue());
      eventually(() -> assertThat(serving(gateway, "any")).isEqualTo("portal-customer"));
      assertThat(http.get(gateway.httpPort(), "any", "/api/orders").status()).isEqualTo(401);
      assertThat(http.get(gateway.httpPort(), "any", "/api/auth/x").status()).isEqualTo(503);
      for (String each : List.of("platform", "platform-open", "portals")) {
        eventually(() -> assertThat(addresses(each)).containsExactly(address()));
      }
      assertThat(holder()).startsWith("platform-");
    }
  }

  @Test
  void itsRightsEndWhereItsWorkEnds() throws IOException {
    String own = "/namespaces/" + NAMESPACE;
    assertThat(cluster.statusForAccount("/api/v1" + own + "/services")).isEqualTo(200);
    assertThat(cluster.statusForAccount("/api/v1" + own + "/secrets")).isEqualTo(403);
    assertThat(cluster.statusForAccount("/api/v1" + own + "/configmaps")).isEqualTo(403);
    assertThat(cluster.statusForAccount("/api/v1/services")).isEqualTo(403);
    String leases = "/apis/coordination.k8s.io/v1" + own + "/leases";
    assertThat(cluster.statusForAccount(leases)).isEqualTo(403);
  }

  @Test
  void whatIsWrongWithAnObjectIsToldOnceAsEvents() throws IOException {
    cluster.put(ingress("wrong", "nobody", Map.of("dizhtime.dev/token", "perhaps")));
    for (String pod : List.of("telling", "telling-again")) {
      try (RunningService gateway = cluster.gateway(pod)) {
        eventually(
            () -> assertThat(http.get(gateway.httpPort(), "wrong", "/").status()).isEqualTo(401));
        eventually(() -> assertThat(addresses("wrong")).containsExactly(address()));
        eventually(
            () ->
                assertThat(cluster.client().v1().events().inNamespace(NAMESPACE).list().getItems())
                    .filteredOn(event -> "wrong".equals(event.getInvolvedObject().getName()))
                    .extracting(event -> event.getType() + " " + event.getReason())
                    .containsExactlyInAnyOrder("Warning NoService", "Warning BadAnnotation"));
      }
    }
  }

  @Test
  void aChangeIsServedSoonAndCostsNoRequest() throws IOException {
    try (RunningService gateway = cluster.gateway("swapping")) {
      cluster.put(ingress("swapped", "first", Map.of()));
      eventually(() -> assertThat(serving(gateway, "swapped")).isEqualTo("first"));
      for (int turn = 0; turn < 6; turn++) {
        String next = turn % 2 == 0 ? "second" : "first";
        change(ingress("swapped", next, Map.of()));
        long changed = System.nanoTime();
        eventually(
            () -> {
              String served = serving(gateway, "swapped");
              assertThat(served).isIn("first", "second");
              assertThat(served).isEqualTo(next);
            });
        LOG.info("a change is served after {} ms", (System.nanoTime() - changed) / 1_000_000);
      }
    }
  }

  @Test
  void onlyTheLeaderWritesAndAnotherTakesOver() throws IOException {
    RunningService first = cluster.gateway("leading", "PUBLISHED_ADDRESSES", "198.51.100.1");
    try {
      cluster.put(ingress("led", "first", Map.of()));
      eventually(() -> assertThat(holder()).startsWith("leading-"));
      eventually(() -> assertThat(addresses("led")).containsExactly("198.51.100.1"));
      try (RunningService second =
          cluster.gateway("waiting", "PUBLISHED_ADDRESSES", "198.51.100.2")) {
        eventually(() -> assertThat(serving(second, "led")).isEqualTo("first"));
        assertThat(addresses("led")).containsExactly("198.51.100.1");

        first.close();

        eventually(() -> assertThat(holder()).startsWith("waiting-"));
        eventually(() -> assertThat(addresses("led")).containsExactly("198.51.100.2"));
      }
    } finally {
      first.close();
    }
  }

  @Test
  void servesOnWhileTheApiServerIsDeadAndFollowsItAgain() throws IOException {
    try (RunningService gateway = cluster.gateway("outliving")) {
      cluster.put(ingress("outlived", "first", Map.of()));
      eventually(() -> assertThat(serving(gateway, "outlived")).isEqualTo("first"));

      cluster.server().kill();
      for (int i = 0; i < 20; i++) {
        assertThat(serving(gateway, "outlived")).isEqualTo("first");
      }
      assertThat(ready(gateway)).isTrue();

      cluster.server().resume();
      change(ingress("outlived", "second", Map.of()));
      followed(gateway, "outlived", "second");
      cluster.put(ingress("later", "first", Map.of()));
      within(AGAIN, () -> assertThat(addresses("later")).containsExactly(address()));
    }
  }

  @Test
  void aTokenThatIsNoLongerGoodIsReadAnew() throws IOException {
    try (RunningService gateway = cluster.gateway("renewed")) {
      cluster.put(ingress("renewed", "first", Map.of()));
      eventually(() -> assertThat(serving(gateway, "renewed")).isEqualTo("first"));

      cluster.replaceAccount();
      // Whoever watches is not asked again before the connection ends.
      cluster.server().kill();
      cluster.server().resume();

      change(ingress("renewed", "second", Map.of()));
      followed(gateway, "renewed", "second");
      within(AGAIN, () -> assertThat(holder()).startsWith("renewed-"));
    }
  }

  private static void followed(RunningService gateway, String host, String service) {
    long changed = System.nanoTime();
    within(
        AGAIN,
        () -> {
          String served = serving(gateway, host);
          assertThat(served).isNotNull();
          assertThat(served).isEqualTo(service);
        });
    LOG.info("the server is followed again after {} ms", (System.nanoTime() - changed) / 1_000_000);
  }
}
