package dev.dizhtime.manifests;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What the network policies of an overlay and those of the servers of sight let through, worked out
 * as Kubernetes does.
 */
final class Network {
  private static final String NAMESPACE = "dizhtime";
  private static final String SIGHT = "observability";
  private static final String PART_OF = "app.kubernetes.io/part-of";

  private final List<Peer> peers = new ArrayList<>();
  private final Map<String, Map<String, Integer>> ports = new HashMap<>();
  private final List<JsonNode> policies;
  private final JsonNode brokers;

  /**
   * Somebody on the network.
   *
   * @param namespace null for what is not in the cluster
   */
  record Peer(String name, String namespace, Map<String, String> labels) {
    boolean isPlatform() {
      return "dizhtime".equals(labels.get(PART_OF));
    }

    /** Whether a call to the other is ours to allow: one of them is ours. */
    boolean counts(Peer other) {
      return (isOurs() || other.isOurs())
          && !(name.startsWith("postgres-")
              || List.of("mongodb", "elasticsearch", "kafka").contains(name));
    }

    /** Of the platform, its data and those who look at it. */
    private boolean isOurs() {
      return NAMESPACE.equals(namespace) || SIGHT.equals(namespace);
    }

    @Override
    public String toString() {
      return name;
    }
  }

  private Network(Rendered rendered) {
    var sight = Rendered.observability();
    policies =
        Stream.of(rendered, sight).flatMap(each -> each.of("NetworkPolicy").stream()).toList();
    brokers = rendered.of("Kafka").getFirst().at("/spec/kafka/listeners/0");
    for (var pods : Stream.of(rendered, sight).flatMap(each -> each.pods().stream()).toList()) {
      peers.add(new Peer(pods.name(), pods.namespace(), pods.labels()));
      ports.put(pods.name(), pods.ports());
    }
    for (var cluster : rendered.of("Cluster")) {
      var name = cluster.at("/metadata/name").asText();
      peers.add(new Peer(name, NAMESPACE, Map.of("cnpg.io/cluster", name)));
    }
    peers.add(new Peer("mongodb", NAMESPACE, Map.of("app", "mongodb-svc")));
    var cluster = "elasticsearch.k8s.elastic.co/cluster-name";
    peers.add(new Peer("elasticsearch", NAMESPACE, Map.of(cluster, "elasticsearch")));
    var broker = Map.of("strimzi.io/cluster", "dizhtime", "strimzi.io/broker-role", "true");
    peers.add(new Peer(CallGraph.BROKER, NAMESPACE, broker));
    peers.add(new Peer(CallGraph.OUTSIDE, null, Map.of()));
  }

  static Network of(Rendered rendered) {
    return new Network(rendered);
  }

  List<Peer> peers() {
    return peers;
  }

  boolean allows(Peer from, Peer to, int port) {
    return passes(from, to, to, port, "egress") && passes(to, from, to, port, "ingress");
  }

  /** Whether {@code subject}'s own policies of that direction let it through. */
  private boolean passes(Peer subject, Peer other, Peer target, int port, String direction) {
    if (!subject.isOurs()) {
      return true;
    }
    if (subject.name.equals(CallGraph.BROKER) && direction.equals("ingress")) {
      // Strimzi makes this policy itself.
      return brokers.path("port").asInt() == port
          && anyPeer(brokers.path("networkPolicyPeers"), NAMESPACE, other);
    }
    var type = direction.equals("egress") ? "Egress" : "Ingress";
    var mine =
        policies.stream()
            .filter(policy -> namespace(policy).equals(subject.namespace))
            .filter(policy -> selects(policy.at("/spec/podSelector"), subject.labels))
            .filter(policy -> contains(policy.at("/spec/policyTypes"), type))
            .toList();
    return mine.isEmpty()
        || mine.stream()
            .flatMap(policy -> Rendered.each(policy.at("/spec/" + direction)))
            .anyMatch(rule -> rule(rule, direction, subject.namespace, other, target, port));
  }

  private static String namespace(JsonNode object) {
    return object.at("/metadata/namespace").asText();
  }

  private boolean rule(
      JsonNode rule, String direction, String own, Peer other, Peer target, int port) {
    var whom = rule.path(direction.equals("egress") ? "to" : "from");
    return (whom.isEmpty() || anyPeer(whom, own, other))
        && (rule.path("ports").isEmpty()
            || Rendered.each(rule.path("ports"))
                .anyMatch(each -> number(each.path("port"), target) == port));
  }

  private int number(JsonNode port, Peer target) {
    return port.isInt()
        ? port.asInt()
        : ports.getOrDefault(target.name, Map.of()).getOrDefault(port.asText(), -1);
  }

  private static boolean anyPeer(JsonNode peers, String own, Peer other) {
    return Rendered.each(peers).anyMatch(peer -> matches(peer, own, other));
  }

  /** Whether a peer of a policy in the namespace {@code own} is the other. */
  private static boolean matches(JsonNode peer, String own, Peer other) {
    if (peer.has("ipBlock")) {
      return other.namespace == null;
    }
    if (other.namespace == null) {
      return false;
    }
    var namespace = peer.path("namespaceSelector");
    boolean sameNamespace =
        namespace.isMissingNode()
            ? other.namespace.equals(own)
            : selects(namespace, Map.of("kubernetes.io/metadata.name", other.namespace));
    return sameNamespace
        && (!peer.has("podSelector") || selects(peer.path("podSelector"), other.labels));
  }

  /** An empty selector selects everything. */
  private static boolean selects(JsonNode selector, Map<String, String> labels) {
    return labels.entrySet().containsAll(Rendered.texts(selector.path("matchLabels")).entrySet())
        && Rendered.each(selector.path("matchExpressions"))
            .allMatch(expression -> holds(expression, labels));
  }

  private static boolean holds(JsonNode expression, Map<String, String> labels) {
    var value = labels.get(expression.path("key").asText());
    return switch (expression.path("operator").asText()) {
      case "In" -> contains(expression.path("values"), value);
      case "Exists" -> value != null;
      default -> throw new AssertionError("This test does not know " + expression);
    };
  }

  private static boolean contains(JsonNode array, String text) {
    return Rendered.each(array).anyMatch(each -> each.asText().equals(text));
  }
}
