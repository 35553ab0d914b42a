package dev.dizhtime.gateway.kubernetes;

import static dev.dizhtime.gateway.kubernetes.Manifests.ingress;
import static dev.dizhtime.gateway.kubernetes.Manifests.ingressClass;
import static dev.dizhtime.gateway.kubernetes.Manifests.service;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dizhtime.gateway.routing.Route;
import dev.dizhtime.gateway.routing.Routes;
import org.junit.jupiter.api.Test;

/** A certificate for a platform that sends everybody to TLS has to be got without any. */
class HttpsOnlyTest {
  private static final String PORTALS =
      """
      apiVersion: networking.k8s.io/v1
      kind: Ingress
      metadata: { namespace: shop, name: portals, annotations: { dizhtime.dev/https-only: "true" } }
      spec:
        ingressClassName: dizhtime
        rules: [ { http: { paths: [
          { path: /, pathType: Prefix, backend: { service: { name: portal, port: { name: http } } } } ] } } ]
      ---
      """;

  private static final String CHALLENGE = "/.well-known/acme-challenge/token";

  @Test
  void anAuthoritysQuestionIsAnsweredWithoutTlsWhereAllElseIsSentThere() {
    Compiled compiled =
        Manifests.of(
                ingressClass(),
                service("shop", "portal", "10.0.0.1"),
                service("shop", "solver", "10.0.0.2"),
                PORTALS,
                ingress("challenge", 2, "shop.example", CHALLENGE, "solver"))
            .compile();

    Route asked = find(compiled, CHALLENGE);
    assertThat(asked.service()).isEqualTo("solver");
    assertThat(asked.policy().httpsOnly()).isFalse();
    Route opened = find(compiled, "/");
    assertThat(opened.service()).isEqualTo("portal");
    assertThat(opened.policy().httpsOnly()).isTrue();
  }

  private static Route find(Compiled compiled, String path) {
    return new Routes(compiled.routes()).find("shop.example", path).orElseThrow();
  }
}
