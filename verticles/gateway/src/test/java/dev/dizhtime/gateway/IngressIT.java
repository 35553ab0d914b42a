package dev.dizhtime.gateway;

import static dev.dizhtime.testkit.Eventually.BOUND;
import static dev.dizhtime.testkit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dizhtime.embedded.Ports;
import dev.dizhtime.gateway.tls.TestCertificate;
import dev.dizhtime.runtime.service.RunningService;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.IngressLoadBalancerIngress;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The scenarios of the public conformance features for Ingress controllers, and what follows from
 * having a cluster behind: Ingresses come and go while the gateway serves.
 */
class IngressIT {
  private static final String NAMESPACE = "conformance";

  private static TestCluster cluster;
  private static NamedUpstreams upstreams;
  private static HostClient http;
  private static RunningService gateway;
  private static int tlsPort;

  @BeforeAll
  static void start() throws IOException {
    cluster = TestCluster.start();
    upstreams = new NamedUpstreams();
    http = new HostClient();
    tlsPort = Ports.claim("the gateway", 0);
    gateway = cluster.gateway("HTTPS_PORT", Integer.toString(tlsPort));
    cluster.ingressClass(TestCluster.CLASS);
    for (String service :
        Set.of(
            "foo-exact",
            "foo-prefix",
            "aaa-slash-bbb-prefix",
            "aaa-prefix",
            "aaa-slash-bbb-slash-prefix",
            "foo-slash-exact",
            "wildcard-foo-com",
            "foo-bar-com")) {
      cluster.service(NAMESPACE, service, upstreams.open(service));
    }
    var certificate = TestCertificate.of("EC", "foo.bar.com");
    cluster.tlsSecret(
        NAMESPACE, "conformance-tls", certificate.certificatePem(), certificate.keyPem());
    cluster.put(
        ingress(
            "path-rules",
            """
            rules:
              - host: exact-path-rules
                http: { paths: [
                  { path: /foo, pathType: Exact, backend: { service: { name: foo-exact, port: { number: 8080 } } } } ] }
              - host: prefix-path-rules
                http: { paths: [
                  { path: /foo, pathType: Prefix, backend: { service: { name: foo-prefix, port: { number: 8080 } } } },
                  { path: /aaa/bbb, pathType: Prefix, backend: { service: { name: aaa-slash-bbb-prefix, port: { number: 8080 } } } },
                  { path: /aaa, pathType: Prefix, backend: { service: { name: aaa-prefix, port: { number: 8080 } } } } ] }
              - host: mixed-path-rules
                http: { paths: [
                  { path: /foo, pathType: Prefix, backend: { service: { name: foo-prefix, port: { number: 8080 } } } },
                  { path: /foo, pathType: Exact, backend: { service: { name: foo-exact, port: { number: 8080 } } } } ] }
              - host: trailing-slash-path-rules
                http: { paths: [
                  { path: /aaa/bbb/, pathType: Prefix, backend: { service: { name: aaa-slash-bbb-slash-prefix, port: { number: 8080 } } } },
                  { path: /foo/, pathType: Exact, backend: { service: { name: foo-slash-exact, port: { number: 8080 } } } } ] }
            """));
    cluster.put(
        ingress(
            "host-rules",
            """
            tls: [ { hosts: [ foo.bar.com ], secretName: conformance-tls } ]
            rules:
              - host: "*.foo.com"
                http: { paths: [
                  { path: /, pathType: Prefix, backend: { service: { name: wildcard-foo-com, port: { number: 8080 } } } } ] }
              - host: foo.bar.com
                http: { paths: [
                  { path: /, pathType: Prefix, backend: { service: { name: foo-bar-com, port: { name: http } } } } ] }
            """));
    eventually(() -> assertThat(get("foo.bar.com", "/").status()).isEqualTo(200));
  }

  @AfterAll
  static void stop() {
    gateway.close();
    http.close();
    upstreams.close();
    cluster.close();
  }

  /** A default backend would serve what other tests want to see refused. */
  @AfterEach
  void forget() {
    cluster.client().network().v1().ingresses().inNamespace("mine").delete();
    eventually(() -> assertThat(get("nobody", "/").status()).isEqualTo(404));
  }

  static Ingress ingress(String name, String spec) {
    return ingress(NAMESPACE, name, spec, Map.of());
  }

  static Ingress ingress(
      String namespace, String name, String spec, Map<String, String> annotations) {
    String text =
        "apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata: { name: %s, namespace: %s }\nspec:\n  ingressClassName: dizhtime\n"
                .formatted(name, namespace)
            + spec.indent(2);
    Ingress read = Serialization.unmarshal(text, Ingress.class);
    read.getMetadata().setAnnotations(annotations);
    return read;
  }

  private static String toService(String name) {
    return "defaultBackend: { service: { name: %s, port: { number: 8080 } } }\n".formatted(name);
  }

  private static String hostTo(String host, String service) {
    return """
    rules: [ { host: %s, http: { paths: [
      { path: /, pathType: Prefix, backend: { service: { name: %s, port: { number: 8080 } } } } ] } } ]
    """
        .formatted(host, service);
  }

  private static HostClient.Answer get(String host, String path) {
    return http.get(gateway.httpPort(), host, path);
  }

  private static Ingress stored(String namespace, String name) {
    return cluster.client().network().v1().ingresses().inNamespace(namespace).withName(name).get();
  }

  private static void hasAddress(String namespace, String name) {
    eventually(
        () -> assertThat(addresses(stored(namespace, name))).containsExactly(TestCluster.ADDRESS));
  }

  private static List<String> addresses(Ingress ingress) {
    return ingress.getStatus() == null || ingress.getStatus().getLoadBalancer() == null
        ? List.of()
        : ingress.getStatus().getLoadBalancer().getIngress().stream()
            .map(IngressLoadBalancerIngress::getIp)
            .toList();
  }

  /** Twice the same scenario is in the public feature too. */
  @ParameterizedTest
  @CsvSource({
    "exact-path-rules, /foo, foo-exact",
    "exact-path-rules, /foo/,",
    "exact-path-rules, /FOO,",
    "exact-path-rules, /bar,",
    "prefix-path-rules, /foo, foo-prefix",
    "prefix-path-rules, /foo/, foo-prefix",
    "prefix-path-rules, /FOO,",
    "prefix-path-rules, /aaa/bbb, aaa-slash-bbb-prefix",
    "prefix-path-rules, /aaa/bbb/ccc, aaa-slash-bbb-prefix",
    "prefix-path-rules, /aaa/ccc, aaa-prefix",
    "prefix-path-rules, /aaaccc,",
    "prefix-path-rules, /foo/, foo-prefix",
    "mixed-path-rules, /foo, foo-exact",
    "trailing-slash-path-rules, /aaa/bbb, aaa-slash-bbb-slash-prefix",
    "trailing-slash-path-rules, /aaa/bbb/, aaa-slash-bbb-slash-prefix",
    "trailing-slash-path-rules, /foo,"
  })
  void pathRules(String host, String path, String service) {
    hasAddress(NAMESPACE, "path-rules");
    served(get(host, path), service);
    if (service != null) {
      assertThat(get(host, path).body().getString("path")).isEqualTo(path);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "foo.bar.com, foo-bar-com",
    "subdomain.bar.com,",
    "bar.foo.com, wildcard-foo-com",
    "baz.bar.foo.com,",
    "foo.com,"
  })
  void hostRules(String host, String service) {
    hasAddress(NAMESPACE, "host-rules");
    HostClient.Answer answer = get(host, "/");
    served(answer, service);
    if (service != null) {
      assertThat(answer.body().getString("host")).startsWith(host);
    }
  }

  @Test
  void aHostRuleIsServedOverTlsWithItsCertificate() {
    for (HttpVersion version : Set.of(HttpVersion.HTTP_1_1, HttpVersion.HTTP_2)) {
      HostClient.Answer answer = http.secure(tlsPort, version, "foo.bar.com", "/");
      served(answer, "foo-bar-com");
      assertThat(answer.names()).containsExactly("foo.bar.com");
      assertThat(answer.body().getString("host")).startsWith("foo.bar.com");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "GET, my-host, /",
    "GET, my-host, /sub-path",
    "POST, some-host, /",
    "PUT, 127.0.0.1, /resource",
    "DELETE, some-host, /resource",
    "PATCH, my-host, /resource"
  })
  void aDefaultBackendGetsWhatNoRuleIsFor(String method, String host, String path) {
    cluster.put(ingress("mine", "default-backend", toService("foo-exact"), Map.of()));
    if (cluster.client().services().inNamespace("mine").withName("foo-exact").get() == null) {
      cluster.service("mine", "foo-exact", upstreams.open("echo-service"));
    }
    eventually(() -> assertThat(get("my-host", "/").status()).isEqualTo(200));
    hasAddress("mine", "default-backend");
    HostClient.Answer answer =
        http.ask(
            gateway.httpPort(),
            HttpMethod.valueOf(method),
            host,
            path,
            Map.of("user-agent", "a-client/1"));
    served(answer, "echo-service");
    assertThat(answer.body().getString("method")).isEqualTo(method);
    assertThat(answer.body().getString("path")).isEqualTo(path);
    assertThat(answer.told("user-agent")).isEqualTo("a-client/1");
    served(get("foo.bar.com", "/"), "foo-bar-com");
  }

  @Test
  void anIngressOfAnotherClassIsNotOurs() {
    Ingress other = ingress("mine", "other", hostTo("other-class", "foo-exact"), Map.of());
    other.getSpec().setIngressClassName("some-invalid-class-name");
    cluster.put(other);
    Ingress ours = ingress("mine", "ours", hostTo("our-class", "foo-exact"), Map.of());
    cluster.put(ours);
    hasAddress("mine", "ours");
    assertThat(get("other-class", "/").status()).isEqualTo(404);
    assertThat(addresses(stored("mine", "other"))).isEmpty();
  }

  @Test
  void allTenEndpointsOfAServiceGetRequests() {
    int[] ports = IntStream.range(0, 10).map(_ -> upstreams.open("ten")).toArray();
    cluster.service("mine", "ten", ports);
    cluster.put(ingress("mine", "load-balancing", toService("ten"), Map.of()));
    eventually(() -> assertThat(get("load-balancing", "/").status()).isEqualTo(200));
    hasAddress("mine", "load-balancing");
    Set<String> pods = new HashSet<>();
    for (int i = 0; i < 100; i++) {
      HostClient.Answer answer = get("load-balancing", "/");
      served(answer, "ten");
      pods.add(answer.pod());
    }
    assertThat(pods).hasSize(10);
  }

  @Test
  void whatIsWrongWithOneObjectCostsItsOwnRoutesOnlyAndIsTold() {
    cluster.put(
        ingress(
            "mine",
            "wrong",
            hostTo("wrong", "nobody"),
            Map.of("dizhtime.dev/token", "perhaps", "dizhtime.dev/nonsense", "x")));
    eventually(() -> assertThat(get("wrong", "/").status()).isEqualTo(401));
    eventually(
        () ->
            assertThat(cluster.client().v1().events().inNamespace("mine").list().getItems())
                .filteredOn(event -> "wrong".equals(event.getInvolvedObject().getName()))
                .extracting(event -> event.getType() + " " + event.getReason())
                .containsExactlyInAnyOrder(
                    "Warning NoService", "Warning BadAnnotation", "Warning BadAnnotation"));
    served(get("foo.bar.com", "/"), "foo-bar-com");

    cluster.put(ingress("mine", "absent", hostTo("absent", "nobody"), Map.of()));
    eventually(() -> assertThat(get("absent", "/").status()).isEqualTo(503));
    assertThat(get("absent", "/").body().getString("type")).isEqualTo("/problems/unavailable");
    cluster.service("mine", "nobody", upstreams.open("somebody"));
    eventually(() -> served(get("absent", "/"), "somebody"));
  }

  @Test
  void aChangeCountsSoonAndCostsNoRequest() {
    int first = upstreams.open("first");
    int second = upstreams.open("second");
    cluster.service("mine", "first", first);
    cluster.service("mine", "second", second);
    cluster.put(ingress("mine", "swapped", hostTo("swapped", "first"), Map.of()));
    eventually(() -> served(get("swapped", "/"), "first"));
    hasAddress("mine", "swapped");
    for (int turn = 0; turn < 6; turn++) {
      String next = turn % 2 == 0 ? "second" : "first";
      cluster.change(ingress("mine", "swapped", hostTo("swapped", next), Map.of()));
      long deadline = System.nanoTime() + BOUND.toNanos();
      String seen;
      do {
        HostClient.Answer answer = get("swapped", "/");
        assertThat(answer.status()).isEqualTo(200);
        seen = answer.service();
      } while (!Objects.equals(seen, next) && System.nanoTime() < deadline);
      assertThat(seen).isEqualTo(next);
    }
  }

  private static void served(HostClient.Answer answer, String service) {
    assertThat(answer.status()).isEqualTo(service == null ? 404 : 200);
    if (service != null) {
      assertThat(answer.service()).isEqualTo(service);
    }
  }
}
