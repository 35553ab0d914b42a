package dev.dizhtime.manifests;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The network is open along the declared call graph and nowhere else. */
class NetworkTest {
  private static final Set<Integer> PORTS =
      Set.of(
          25, 443, 465, 587, 1025, 3000, 3100, 3200, 4317, 4318, 5432, 6443, 8000, 8025, 8080, 8443,
          9090, 9092, 9093, 9094, 9187, 9200, 9300, 12345, 27017);

  static Stream<Arguments> rendered() {
    var production = List.of("autoscaling", "tls", "backups", "external-secrets", "monitoring");
    return Stream.of(
        Arguments.of(Rendered.baseWith(List.of()), List.of()),
        Arguments.of(
            Rendered.overlay("local"),
            List.of("single-node", "mailpit", "payment-sandbox", "monitoring")),
        Arguments.of(
            Rendered.overlay("staging"),
            List.of("mailpit", "payment-sandbox", "autoscaling", "tls", "monitoring")),
        Arguments.of(Rendered.overlay("production"), production));
  }

  @ParameterizedTest
  @MethodSource("rendered")
  void isOpenExactlyAlongTheCallGraph(Rendered rendered, List<String> components) {
    var network = Network.of(rendered);
    Set<CallGraph.Call> open = new TreeSet<>();
    for (var from : network.peers()) {
      for (var to : network.peers()) {
        for (int port : PORTS) {
          if (!from.equals(to) && from.counts(to) && network.allows(from, to, port)) {
            open.add(new CallGraph.Call(from.name(), to.name(), port));
          }
        }
      }
    }
    assertThat(open).containsExactlyElementsOf(CallGraph.of(components));
  }

  /** One that it does not reach never becomes ready. */
  @Test
  void theOperatorReachesEveryDatabaseAlsoACopyBeside() {
    var objects = new ArrayList<>(Rendered.overlay("staging").objects());
    objects.addAll(Rendered.copy().objects());
    var network = Network.of(new Rendered("staging with a copy", "", objects));
    var operator = new Network.Peer("operator", "cnpg-system", Map.of());
    var databases =
        network.peers().stream().filter(peer -> peer.name().startsWith("postgres-")).toList();
    assertThat(databases)
        .hasSize(7)
        .allSatisfy(each -> assertThat(network.allows(operator, each, 8000)).isTrue())
        .allSatisfy(each -> assertThat(network.allows(operator, each, 5432)).isTrue());
    var copy = databases.stream().filter(each -> each.name().equals("postgres-copy")).findFirst();
    assertThat(network.peers())
        .noneMatch(peer -> peer.isPlatform() && network.allows(peer, copy.orElseThrow(), 5432));
  }

  /**
   * A primary that does not reach the API server asks them at port 8000 whether it is alone, and is
   * restarted when nobody answers.
   */
  @Test
  void theInstancesOfADatabaseReachEachOtherAlsoWhenKubernetesIsAway() {
    var network = Network.of(Rendered.overlay("production"));
    assertThat(network.peers())
        .filteredOn(peer -> peer.name().startsWith("postgres-"))
        .hasSize(5)
        .allSatisfy(each -> assertThat(network.allows(each, each, 5432)).isTrue())
        .allSatisfy(each -> assertThat(network.allows(each, each, 8000)).isTrue());
  }

  /** The servers of sight ask nobody who they are. */
  @Test
  void nobodyElseReadsOrWritesLogsTracesAndMetrics() {
    var network = Network.of(Rendered.overlay("production"));
    var strangers =
        List.of(
            new Network.Peer("stranger", "elsewhere", Map.of("app.kubernetes.io/name", "alloy")),
            new Network.Peer("newcomer", "observability", Map.of()),
            new Network.Peer("outside", null, Map.of()));
    var servers = Rendered.observability().pods().stream().map(Pods::name).toList();
    for (var server : network.peers()) {
      if (servers.contains(server.name())) {
        for (var stranger : strangers) {
          assertThat(PORTS)
              .as(stranger + " calls " + server)
              .noneMatch(port -> network.allows(stranger, server, port));
        }
        assertThat(PORTS)
            .as(server + " calls " + strangers.getFirst())
            .noneMatch(port -> network.allows(server, strangers.getFirst(), port));
      }
    }
  }

  @Test
  void alertmanagersAgreeOnWhoTells() {
    var network = Network.of(Rendered.overlay("production"));
    var alertmanager =
        network.peers().stream()
            .filter(peer -> peer.name().equals(CallGraph.ALERTMANAGER))
            .findFirst()
            .orElseThrow();
    assertThat(network.allows(alertmanager, alertmanager, 9094)).isTrue();
  }

  @Test
  void ourPodsMayAskForNamesAndOtherwiseNobodyInAnotherNamespace() {
    var network = Network.of(Rendered.overlay("production"));
    var names = new Network.Peer("dns", "kube-system", Map.of("k8s-app", "kube-dns"));
    var stranger = new Network.Peer("stranger", "elsewhere", Map.of());
    for (var peer : network.peers()) {
      if (peer.isPlatform() || "observability".equals(peer.namespace())) {
        assertThat(network.allows(peer, names, 53)).as(peer + " asks for names").isTrue();
        assertThat(network.allows(peer, stranger, 8080)).as(peer + " calls out").isFalse();
      }
    }
  }
}
