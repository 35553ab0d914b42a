package dev.dizhtime.gateway.kubernetes;

import dev.dizhtime.gateway.routing.Route;
import dev.dizhtime.gateway.routing.Routes;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Objects as people write them, and what they come to. */
final class Manifests {
  static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

  private final List<HasMetadata> objects = new ArrayList<>();
  private String published;

  static Manifests of(String... texts) {
    return new Manifests().and(texts);
  }

  /** More of them, each document of each text. */
  Manifests and(String... texts) {
    Arrays.stream(texts)
        .flatMap(text -> Arrays.stream(text.split("(?m)^---$")))
        .filter(text -> !text.isBlank())
        .map(text -> Serialization.unmarshal(text, HasMetadata.class))
        .forEach(objects::add);
    return this;
  }

  Manifests published(String service) {
    published = service;
    return this;
  }

  Compiled compile() {
    return compile(objects);
  }

  /** In another order. */
  Compiled shuffled(long seed) {
    List<HasMetadata> shuffled = new ArrayList<>(objects);
    Collections.shuffle(shuffled, new Random(seed));
    return compile(shuffled);
  }

  private Compiled compile(List<HasMetadata> all) {
    List<String> addresses = published == null ? List.of("203.0.113.7") : List.of();
    var settings =
        new KubernetesSettings(
            null, null, "default", "me", published, addresses, List.of(), true, true);
    return new Compiler(settings, Clock.fixed(NOW, ZoneOffset.UTC)).compile(new Snapshot(all));
  }

  /** Who serves a request without anything special; "none" for nobody. */
  static String serving(Compiled compiled, String host, String path) {
    return new Routes(compiled.routes()).find(host, path).map(Route::service).orElse("none");
  }

  /** As "reason object". */
  static List<String> complaints(Compiled compiled) {
    return compiled.complaints().stream()
        .map(each -> each.reason() + " " + Meta.title(each.object()))
        .toList();
  }

  static String ingressClass() {
    return """
    apiVersion: networking.k8s.io/v1
    kind: IngressClass
    metadata: { name: dizhtime }
    spec: { controller: dizhtime.dev/gateway }
    ---
    """;
  }

  /** A Service with the port 80, called http, at one address. */
  static String service(String namespace, String name, String address) {
    return """
    apiVersion: v1
    kind: Service
    metadata: { namespace: %1$s, name: %2$s }
    spec: { ports: [ { name: http, port: 80 } ] }
    ---
    apiVersion: discovery.k8s.io/v1
    kind: EndpointSlice
    metadata: { namespace: %1$s, name: %2$s-1, labels: { kubernetes.io/service-name: %2$s } }
    addressType: IPv4
    ports: [ { name: http, port: 8080 } ]
    endpoints: [ { addresses: [ %3$s ], conditions: { ready: true } } ]
    ---
    """
        .formatted(namespace, name, address);
  }

  /** An Ingress of the default namespace with one rule. */
  static String ingress(String name, int day, String host, String path, String service) {
    return """
    apiVersion: networking.k8s.io/v1
    kind: Ingress
    metadata: { namespace: shop, name: %s, creationTimestamp: "2026-01-%02dT00:00:00Z" }
    spec:
      ingressClassName: dizhtime
      rules: [ { host: "%s", http: { paths: [
        { path: %s, pathType: Prefix, backend: { service: { name: %s, port: { name: http } } } } ] } } ]
    ---
    """
        .formatted(name, day, host, path, service);
  }
}
