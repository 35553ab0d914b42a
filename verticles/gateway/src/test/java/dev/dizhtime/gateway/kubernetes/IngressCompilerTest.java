package dev.dizhtime.gateway.kubernetes;

import static dev.dizhtime.gateway.kubernetes.Manifests.complaints;
import static dev.dizhtime.gateway.kubernetes.Manifests.ingress;
import static dev.dizhtime.gateway.kubernetes.Manifests.ingressClass;
import static dev.dizhtime.gateway.kubernetes.Manifests.service;
import static dev.dizhtime.gateway.kubernetes.Manifests.serving;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dizhtime.gateway.routing.Endpoint;
import dev.dizhtime.gateway.tls.TestCertificate;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.networking.v1.IngressStatus;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IngressCompilerTest {
  private static final String ONE = service("shop", "one", "10.0.0.1");
  private static final String TWO = service("shop", "two", "10.0.0.2");

  @ParameterizedTest
  @CsvSource({
    "'ingressClassName: dizhtime', '', '', true",
    "'ingressClassName: other', '', '', false",
    "'ingressClassName: other', dizhtime, '', false",
    "'ingressClassName: dizhtime', other, '', true",
    "'', dizhtime, '', true",
    "'', other, '', false",
    "'', '', '', false",
    "'', '', dizhtime, true",
    "'', '', other, false",
    "'', '', 'dizhtime other', false",
    "'', other, dizhtime, false",
  })
  void theClassSaysWhoseAnIngressIs(
      String className, String legacy, String defaults, boolean ours) {
    String classes = "";
    for (String name : List.of("dizhtime", "other")) {
      classes +=
          """
          apiVersion: networking.k8s.io/v1
          kind: IngressClass
          metadata: { name: %s, annotations: { ingressclass.kubernetes.io/is-default-class: "%s" } }
          spec: { controller: %s }
          ---
          """
              .formatted(
                  name,
                  List.of(defaults.split(" ")).contains(name),
                  name.equals("dizhtime") ? "dizhtime.dev/gateway" : "example.org/other");
    }
    String annotation =
        legacy.isEmpty() ? "" : "annotations: { kubernetes.io/ingress.class: " + legacy + " }";
    Compiled compiled =
        Manifests.of(
                classes,
                ONE,
                """
                apiVersion: networking.k8s.io/v1
                kind: Ingress
                metadata: { namespace: shop, name: it, %s }
                spec: { %s%s defaultBackend: { service: { name: one, port: { number: 80 } } } }
                """
                    .formatted(annotation, className, className.isEmpty() ? "" : ","))
            .compile();
    assertThat(serving(compiled, "any", "/")).isEqualTo(ours ? "one" : "none");
    assertThat(compiled.statuses()).hasSize(ours ? 1 : 0);
  }

  @Test
  void theOldestOwnerOfAPathKeepsItAndTheOtherIsTold() {
    Compiled compiled =
        Manifests.of(
                ingressClass(),
                ONE,
                TWO,
                ingress("younger", 2, "a.org", "/x", "one"),
                ingress("older", 1, "a.org", "/x/", "two"),
                ingress("b-same-age", 3, "b.org", "/", "one"),
                ingress("a-same-age", 3, "b.org", "/", "two"))
            .compile();
    assertThat(serving(compiled, "a.org", "/x/y")).isEqualTo("two");
    assertThat(serving(compiled, "b.org", "/")).isEqualTo("two");
    assertThat(complaints(compiled))
        .containsExactlyInAnyOrder("Conflict shop/younger", "Conflict shop/b-same-age");
    assertThat(compiled.complaints().getFirst().message()).contains("Ingress shop/older");
  }

  @Test
  void theSameObjectsGiveTheSameInWhateverOrderTheyCome() {
    Manifests manifests =
        Manifests.of(
            ingressClass(),
            ONE,
            TWO,
            ingress("first", 5, "a.org", "/", "one"),
            ingress("second", 5, "a.org", "/", "two"),
            ingress("third", 4, "*.org", "/deep", "absent"),
            ingress("fourth", 1, "a.org", "/deep", "two"),
            ingress("broken", 1, "a.org", "/a//b", "two"));
    Compiled expected = manifests.compile();
    assertThat(expected.routes()).hasSize(3);
    for (long seed = 0; seed < 50; seed++) {
      Compiled shuffled = manifests.shuffled(seed);
      assertThat(shuffled.routes()).as("seed %d", seed).isEqualTo(expected.routes());
      assertThat(complaints(shuffled)).isEqualTo(complaints(expected));
      assertThat(shuffled.statuses()).isEqualTo(expected.statuses());
    }
  }

  @Test
  void aDefaultBackendIsForWhatNoRuleOfAnybodyIsFor() {
    Compiled compiled =
        Manifests.of(
                ingressClass(),
                ONE,
                TWO,
                """
                apiVersion: networking.k8s.io/v1
                kind: Ingress
                metadata: { namespace: shop, name: standard, creationTimestamp: "2025-01-01T00:00:00Z" }
                spec:
                  ingressClassName: dizhtime
                  defaultBackend: { service: { name: one, port: { number: 80 } } }
                  rules: [ { host: bare.org } ]
                ---
                """,
                ingress("rule", 2, "", "/", "two"),
                ingress("path", 2, "a.org", "/x", "two"))
            .compile();
    assertThat(serving(compiled, "other.org", "/")).isEqualTo("two");
    assertThat(serving(compiled, "a.org", "/x")).isEqualTo("two");
    assertThat(serving(compiled, "bare.org", "/")).isEqualTo("one");
    assertThat(compiled.complaints()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "name: http, 10.0.1.1:8080",
    "number: 80, 10.0.1.1:8080",
    "name: admin, 10.0.1.1:9090",
    "number: 81, 10.0.1.1:9090",
    "name: none, NoPort",
    "number: 8080, NoPort",
  })
  void aPortIsFoundByItsNameAndByItsNumber(String port, String expected) {
    Compiled compiled =
        Manifests.of(
                ingressClass(),
                """
                apiVersion: v1
                kind: Service
                metadata: { namespace: shop, name: many }
                spec: { ports: [ { name: http, port: 80 }, { name: admin, port: 81 } ] }
                ---
                apiVersion: discovery.k8s.io/v1
                kind: EndpointSlice
                metadata: { namespace: shop, name: many-1, labels: { kubernetes.io/service-name: many } }
                addressType: IPv4
                ports: [ { name: http, port: 8080 }, { name: admin, port: 9090 } ]
                endpoints: [ { addresses: [ 10.0.1.1 ] } ]
                ---
                """,
                ingress("it", 1, "a.org", "/", "many").replace("name: http", port))
            .compile();
    assertThat(compiled.routes()).hasSize(1);
    if (expected.equals("NoPort")) {
      assertThat(complaints(compiled)).containsExactly("NoPort shop/it");
      assertThat(compiled.routes().getFirst().endpoints()).isEmpty();
    } else {
      assertThat(compiled.routes().getFirst().endpoints())
          .extracting(each -> each.host() + ":" + each.port())
          .containsExactly(expected);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "'ready: true', 'ready: true', 2",
    "'ready: true', 'ready: false', 1",
    "'ready: true', 'ready: false, serving: true, terminating: true', 1",
    "'ready: false', 'ready: false, serving: true, terminating: true', 1",
    "'ready: false', 'ready: false, serving: false, terminating: true', 0",
    "'ready: false', 'ready: false, serving: true, terminating: false', 0",
  })
  void whoIsReadyServesAndWhoLeavesOnlyWhenNobodyElseDoes(String one, String two, int serving) {
    Compiled compiled =
        Manifests.of(
                ingressClass(),
                """
                apiVersion: v1
                kind: Service
                metadata: { namespace: shop, name: it }
                spec: { ports: [ { name: http, port: 80 } ] }
                ---
                apiVersion: discovery.k8s.io/v1
                kind: EndpointSlice
                metadata: { namespace: shop, name: it-1, labels: { kubernetes.io/service-name: it } }
                addressType: IPv4
                ports: [ { name: http, port: 8080 } ]
                endpoints:
                  - { addresses: [ 10.0.1.1 ], conditions: { %s } }
                  - { addresses: [ 10.0.1.2 ], conditions: { %s } }
                ---
                """
                    .formatted(one, two),
                ingress("it", 1, "a.org", "/", "it"))
            .compile();
    assertThat(compiled.routes().getFirst().endpoints()).hasSize(serving);
    assertThat(compiled.complaints()).isEmpty();
  }

  @Test
  void whatLeadsNowhereIsToldAndKeepsItsPlace() {
    Compiled compiled =
        Manifests.of(
                ingressClass(),
                ONE,
                """
                apiVersion: v1
                kind: Service
                metadata: { namespace: shop, name: outside }
                spec: { type: ExternalName, externalName: metadata.internal, ports: [ { name: http, port: 80 } ] }
                ---
                """,
                ingress("absent", 1, "a.org", "/x", "absent"),
                ingress("outside", 1, "a.org", "/y", "outside"),
                ingress("fine", 1, "a.org", "/", "one"))
            .compile();
    assertThat(complaints(compiled))
        .containsExactlyInAnyOrder("NoService shop/absent", "Unsupported shop/outside");
    assertThat(serving(compiled, "a.org", "/x")).isEqualTo("absent");
    assertThat(compiled.routes())
        .filteredOn(each -> !each.path().equals("/"))
        .allMatch(each -> each.endpoints().isEmpty());
    assertThat(compiled.routes())
        .filteredOn(each -> each.path().equals("/"))
        .allMatch(each -> each.endpoints().equals(List.of(new Endpoint("10.0.0.1", 8080, false))));
  }

  @ParameterizedTest
  @CsvSource({
    "a.org, /(.*), BadPath",
    "a.org, /a//b, BadPath",
    "a.org, /a/../b, BadPath",
    "a b.org, /, BadHost",
    "a.*.org, /, BadHost",
  })
  void whatNoRequestCouldAskForIsTold(String host, String path, String reason) {
    Compiled compiled =
        Manifests.of(
                ingressClass(),
                ONE,
                ingress("it", 1, host, path, "one").replace("Prefix", "ImplementationSpecific"))
            .compile();
    assertThat(complaints(compiled)).containsExactly(reason + " shop/it");
    assertThat(compiled.routes()).isEmpty();
  }

  @Test
  void certificatesAreThoseOfTheOldestThatNamesAHost() {
    Manifests manifests =
        Manifests.of(
            ingressClass(),
            ONE,
            secret("one", TestCertificate.of("EC", "a.org")),
            secret("two", TestCertificate.of("EC", "b.org", "c.org")),
            tls("first", 2, "{ hosts: [ A.org ], secretName: two }"),
            tls("second", 1, "{ hosts: [ a.org ], secretName: one }"),
            tls("third", 3, "{ secretName: two }"),
            tls("fourth", 3, "{ hosts: [ d.org ], secretName: absent }"),
            tls("fifth", 3, "{ hosts: [ e.org ], secretName: broken }"),
            """
            apiVersion: v1
            kind: Secret
            metadata: { namespace: shop, name: broken }
            type: kubernetes.io/tls
            data: { tls.crt: "!", tls.key: "" }
            """);
    Compiled compiled = manifests.compile();
    assertThat(compiled.certificates()).containsOnlyKeys("a.org", "b.org", "c.org");
    assertThat(compiled.certificates().get("a.org").names()).containsExactly("a.org");
    assertThat(complaints(compiled)).contains("NoSecret shop/fourth", "BadSecret shop/fifth");
  }

  @Test
  void aCertificateIsReadOnceForAsLongAsItStays() {
    var secrets = new TlsSecrets();
    var certificate = TestCertificate.of("EC", "a.org");
    Secret secret = Serialization.unmarshal(secret("one", certificate), Secret.class);
    var read = secrets.read(secret);
    secrets.forgetOthers();
    assertThat(secrets.read(secret)).isSameAs(read);
    secrets.forgetOthers();
    secrets.forgetOthers();
    assertThat(secrets.read(secret)).isNotSameAs(read);
  }

  private static String secret(String name, TestCertificate certificate) {
    Base64.Encoder encoder = Base64.getEncoder();
    return """
    apiVersion: v1
    kind: Secret
    metadata: { namespace: shop, name: %s }
    type: kubernetes.io/tls
    data: { tls.crt: %s, tls.key: %s }
    """
        .formatted(
            name,
            encoder.encodeToString(certificate.certificatePem()),
            encoder.encodeToString(certificate.keyPem()));
  }

  private static String tls(String name, int day, String tls) {
    return ingress(name, day, name + ".org", "/", "one")
        .replace("spec:\n", "spec:\n  tls: [ " + tls + " ]\n");
  }

  @ParameterizedTest
  @CsvSource({
    "'type: LoadBalancer', '{ ip: 198.51.100.1 }', 198.51.100.1",
    "'type: LoadBalancer', '{ hostname: lb.example.org }', lb.example.org",
    "'type: LoadBalancer, clusterIP: 10.1.1.1', '', ''",
    "'type: ClusterIP, clusterIP: 10.1.1.1', '', 10.1.1.1",
    "'externalIPs: [ 198.51.100.2 ], clusterIP: 10.1.1.1', '', 198.51.100.2",
    "'clusterIP: None', '', ''",
  })
  void theStatusTellsWhereThePublishedServiceIs(String spec, String balanced, String expected) {
    Compiled compiled =
        Manifests.of(
                ingressClass(),
                ONE,
                ingress("it", 1, "a.org", "/", "one"),
                """
                apiVersion: v1
                kind: Service
                metadata: { namespace: edge, name: gateway }
                spec: { %s }
                status: { loadBalancer: { ingress: [ %s ] } }
                """
                    .formatted(spec, balanced))
            .published("edge/gateway")
            .compile();
    if (expected.isEmpty()) {
      assertThat(compiled.statuses()).isEmpty();
      return;
    }
    var told = ((IngressStatus) compiled.statuses().getFirst().status()).getLoadBalancer();
    assertThat(told.getIngress())
        .extracting(each -> each.getIp() == null ? each.getHostname() : each.getIp())
        .containsExactly(expected);
  }

  @Test
  void aStatusThatIsRightIsNotWrittenAgain() {
    Compiled compiled =
        Manifests.of(
                ingressClass(),
                ONE,
                ingress("it", 1, "a.org", "/", "one")
                    .replace(
                        "---",
                        "status: { loadBalancer: { ingress: [ { ip: 203.0.113.7 } ] } }\n---"))
            .compile();
    assertThat(compiled.statuses()).isEmpty();
  }
}
