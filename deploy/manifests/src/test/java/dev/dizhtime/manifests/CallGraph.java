package dev.dizhtime.manifests;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Who calls whom, and where: declared here once, and held against the network policies. */
final class CallGraph {
  static final int HTTP = 8080;
  static final int HTTPS = 8443;
  static final int MANAGEMENT = 9090;
  static final int POSTGRES = 5432;
  static final int KAFKA = 9093;
  static final int MONGO = 27017;
  static final int ELASTICSEARCH = 9200;
  static final int OTLP = 4318;
  static final int TEMPO_HTTP = 3200;
  static final int LOKI_HTTP = 3100;
  static final int SMTP = 1025;
  static final int POSTGRES_METRICS = 9187;

  static final String BROKER = "kafka";
  static final String OUTSIDE = "outside";
  static final String ALLOY = "alloy";
  static final String PROMETHEUS = "prometheus";
  static final String TEMPO = "tempo";
  static final String LOKI = "loki";
  static final String GRAFANA = "grafana";
  static final String ALERTMANAGER = "alertmanager";

  private static final List<String> PORTALS =
      List.of("portal-customer", "portal-restaurant", "portal-driver", "portal-admin");
  private static final List<String> BEHIND_THE_GATEWAY =
      List.of("auth", "restaurant", "search", "order", "delivery", "wallet", "notification");
  private static final List<String> WITH_POSTGRES =
      List.of("auth", "order", "delivery", "wallet", "notification");

  private final Set<Call> calls = new TreeSet<>();

  /** One may call the other on that port. */
  record Call(String from, String to, int port) implements Comparable<Call> {
    @Override
    public int compareTo(Call other) {
      return toString().compareTo(other.toString());
    }

    @Override
    public String toString() {
      return from + " -> " + to + ":" + port;
    }
  }

  private CallGraph() {}

  /** The calls of an overlay with these components. */
  static Set<Call> of(Collection<String> components) {
    var graph = new CallGraph();
    graph.base();
    graph.amongSight();
    if (components.contains("payment-sandbox")) {
      graph.sandbox();
    } else {
      graph.call("wallet", OUTSIDE, 443);
    }
    if (components.contains("mailpit")) {
      graph.call("notification", "mailpit", SMTP);
      graph.call(ALERTMANAGER, "mailpit", SMTP);
    } else {
      List.of(25, 465, 587).forEach(port -> graph.call("notification", OUTSIDE, port));
    }
    if (components.contains("tls")) {
      graph.call(OUTSIDE, "gateway", HTTPS);
    }
    if (components.contains("monitoring")) {
      graph.sight(components.contains("payment-sandbox"));
      graph.call("portal-admin", TEMPO, TEMPO_HTTP);
    }
    if (components.contains("backups")) {
      graph.backups();
    }
    return graph.calls;
  }

  private void base() {
    call(OUTSIDE, "gateway", HTTP);
    // The API server, at either of its usual ports.
    call("gateway", OUTSIDE, 443);
    call("gateway", OUTSIDE, 6443);
    for (var service : BEHIND_THE_GATEWAY) {
      call("gateway", service, HTTP);
      call(service, BROKER, KAFKA);
      if (!service.equals("auth")) {
        // Keys to check tokens with.
        call(service, "auth", HTTP);
      }
    }
    for (var portal : PORTALS) {
      call("gateway", portal, HTTP);
      call(portal, "gateway", HTTP);
      call(portal, "auth", HTTP);
      if (!portal.equals("portal-customer")) {
        call(portal, BROKER, KAFKA);
      }
    }
    WITH_POSTGRES.forEach(service -> call(service, "postgres-" + service, POSTGRES));
    // Providers that people sign in through, keys of clients, and breached passwords.
    call("auth", OUTSIDE, 443);
    call("restaurant", "mongodb", MONGO);
    call("search", "elasticsearch", ELASTICSEARCH);
  }

  private void sandbox() {
    call("wallet", "payment-sandbox", HTTP);
    call("payment-sandbox", "wallet", HTTP);
    call("payment-sandbox", "postgres-payment-sandbox", POSTGRES);
  }

  /** What goes into the store and comes out of it, and who sets groups back after that. */
  private void backups() {
    for (var dumps : List.of("mongodb-backup", "mongodb-restore")) {
      call(dumps, "mongodb", MONGO);
      call(dumps, OUTSIDE, 443);
    }
    call("mongodb-backup-watch", OUTSIDE, 443);
    call(PROMETHEUS, "mongodb-backup-watch", MANAGEMENT);
    call("kafka-offsets", BROKER, KAFKA);
  }

  /** The servers of sight among themselves, whatever they look at. */
  private void amongSight() {
    call(ALLOY, TEMPO, 4317);
    call(ALLOY, LOKI, LOKI_HTTP);
    for (var reader : List.of(GRAFANA, PROMETHEUS)) {
      call(reader, TEMPO, TEMPO_HTTP);
      call(reader, LOKI, LOKI_HTTP);
    }
    call(GRAFANA, PROMETHEUS, 9090);
    call(PROMETHEUS, ALLOY, 12345);
    call(PROMETHEUS, GRAFANA, 3000);
    call(PROMETHEUS, ALERTMANAGER, 9093);
    // The API server, which says what pods there are.
    for (var port : List.of(443, 6443)) {
      call(ALLOY, OUTSIDE, port);
      call(PROMETHEUS, OUTSIDE, port);
    }
    // People, by mail and otherwise.
    List.of(25, 443, 465, 587).forEach(port -> call(ALERTMANAGER, OUTSIDE, port));
  }

  private void sight(boolean sandbox) {
    Set<String> watched = new LinkedHashSet<>(BEHIND_THE_GATEWAY);
    watched.addAll(PORTALS);
    watched.add("gateway");
    Set<String> databases = new LinkedHashSet<>(WITH_POSTGRES);
    if (sandbox) {
      watched.add("payment-sandbox");
      databases.add("payment-sandbox");
    }
    databases.forEach(of -> call(PROMETHEUS, "postgres-" + of, POSTGRES_METRICS));
    for (var service : watched) {
      call(service, ALLOY, OTLP);
      call(PROMETHEUS, service, MANAGEMENT);
    }
  }

  private void call(String from, String to, int port) {
    calls.add(new Call(from, to, port));
  }
}
