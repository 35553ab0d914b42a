package dev.dizhtime.gateway;

import static dev.dizhtime.testkit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dizhtime.gateway.tls.TestCertificate;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.Gateway;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A Gateway with three listeners and a route for each, in the namespace {@value #NAMESPACE}, whose
 * Services are {@link #SERVICES}.
 */
final class GatewayApiScenario {
  static final String NAMESPACE = "shop";
  static final List<String> SERVICES = List.of("one", "two", "three");

  private GatewayApiScenario() {}

  static void put(KubernetesClient client) {
    var certificate = TestCertificate.of("EC", "shop.org");
    client
        .resource(
            ClusterObjects.tlsSecret(
                NAMESPACE, "tls", certificate.certificatePem(), certificate.keyPem()))
        .create();
    ClusterObjects.read(GATEWAY).forEach(object -> client.resource(object).create());
  }

  /** Checks what is served at two ports, and what is told about it. */
  static void isServed(HostClient http, int port, int tlsPort, KubernetesClient client) {
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
          var status = there(client, HTTPRoute.class, "apps").getStatus();
          assertThat(status).isNotNull();
          assertThat(status.getParents().getFirst().getConditions())
              .extracting(each -> each.getType() + " " + each.getStatus())
              .containsExactly("Accepted True", "ResolvedRefs False");
        });
    eventually(
        () -> {
          var status = there(client, Gateway.class, "edge").getStatus();
          assertThat(status).isNotNull();
          assertThat(status.getListeners())
              .extracting(each -> each.getName() + " " + each.getAttachedRoutes())
              .containsExactly("web 1", "secure 1", "apps 1");
        });
  }

  private static <T extends HasMetadata> T there(
      KubernetesClient client, Class<T> kind, String name) {
    return client.resources(kind).inNamespace(NAMESPACE).withName(name).get();
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
