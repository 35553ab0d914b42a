package dev.dizhtime.gateway.kubernetes;

import static dev.dizhtime.gateway.kubernetes.Manifests.service;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dizhtime.gateway.routing.Asked;
import dev.dizhtime.gateway.routing.Refinement;
import dev.dizhtime.gateway.routing.Route;
import dev.dizhtime.gateway.routing.Routes;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.GatewayClassStatus;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.GatewayStatus;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRouteStatus;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GatewayCompilerTest {
  private static final String SERVICES =
      service("shop", "one", "10.0.0.1")
          + service("shop", "two", "10.0.0.2")
          + service("shop", "three", "10.0.0.3")
          + service("other", "far", "10.0.0.4");

  private record Asking(
      String method, String scheme, Map<String, String> headers, Map<String, String> parameters)
      implements Asked {
    @Override
    public String header(String name) {
      return headers.get(name);
    }

    @Override
    public String query(String name) {
      return parameters.get(name);
    }
  }

  private static final Asked PLAIN = new Asking("GET", "http", Map.of(), Map.of());

  static String gateway(String listeners) {
    return """
    apiVersion: gateway.networking.k8s.io/v1
    kind: GatewayClass
    metadata: { name: dizhtime }
    spec: { controllerName: dizhtime.dev/gateway }
    ---
    apiVersion: gateway.networking.k8s.io/v1
    kind: Gateway
    metadata: { namespace: shop, name: edge, generation: 3 }
    spec:
      gatewayClassName: dizhtime
      listeners: [ %s ]
    ---
    """
        .formatted(listeners);
  }

  private static String plainGateway() {
    return gateway("{ name: web, protocol: HTTP, port: 80 }");
  }

  static String route(String namespace, String name, int day, String spec) {
    return """
    apiVersion: gateway.networking.k8s.io/v1
    kind: HTTPRoute
    metadata: { namespace: %s, name: %s, creationTimestamp: "2026-01-%02dT00:00:00Z" }
    spec:
      parentRefs: [ { namespace: shop, name: edge } ]
    %s
    ---
    """
        .formatted(namespace, name, day, spec.indent(2).stripTrailing());
  }

  private static String to(String service) {
    return "backendRefs: [ { name: " + service + ", port: 80 } ]";
  }

  private static Route found(Compiled compiled, String host, String path, Asked asked) {
    return new Routes(compiled.routes()).find(host, path, asked).orElse(null);
  }

  private static String serving(Compiled compiled, String host, String path, Asked asked) {
    Route found = found(compiled, host, path, asked);
    return found == null || found.refinement().refusal() == 404 ? "none" : found.service();
  }

  private static <T> T status(Compiled compiled, Class<T> kind, String name) {
    return compiled.statuses().stream()
        .filter(each -> kind.isInstance(each.status()) && Meta.name(each.object()).equals(name))
        .map(each -> kind.cast(each.status()))
        .findFirst()
        .orElseThrow();
  }

  private static List<String> told(List<Condition> conditions) {
    return conditions.stream()
        .map(each -> each.getType() + " " + each.getStatus() + " " + each.getReason())
        .toList();
  }

  private static List<String> toldOf(Compiled compiled, String route) {
    return told(
        status(compiled, HTTPRouteStatus.class, route).getParents().getFirst().getConditions());
  }

  @Test
  void matchesAreTriedInTheOrderOfTheSpecification() {
    Compiled compiled =
        Manifests.of(
                SERVICES,
                plainGateway(),
                route(
                    "shop",
                    "it",
                    1,
                    """
                    rules:
                      - { matches: [ { path: { value: / } } ], backendRefs: [ { name: one, port: 80 } ] }
                      - { matches: [ { path: { value: /x }, headers: [ { name: who, value: me } ] } ], backendRefs: [ { name: two, port: 80 } ] }
                      - { matches: [ { path: { value: /x }, method: POST } ], backendRefs: [ { name: three, port: 80 } ] }
                      - { matches: [ { path: { value: /x }, queryParams: [ { name: a, value: b } ] } ], backendRefs: [ { name: one, port: 80 } ] }
                      - { matches: [ { path: { type: Exact, value: /x/y } } ], backendRefs: [ { name: one, port: 80 } ] }
                    """))
            .compile();
    var header = Map.of("who", "me");
    var query = Map.of("a", "b");
    assertThat(serving(compiled, "any", "/x", PLAIN)).isEqualTo("one");
    assertThat(serving(compiled, "any", "/x", new Asking("GET", "http", header, query)))
        .isEqualTo("two");
    assertThat(serving(compiled, "any", "/x", new Asking("POST", "http", header, query)))
        .isEqualTo("three");
    assertThat(serving(compiled, "any", "/x", new Asking("GET", "http", Map.of(), query)))
        .isEqualTo("one");
    assertThat(found(compiled, "any", "/x/y", new Asking("POST", "http", header, query)).path())
        .isEqualTo("/x/y");
    assertThat(serving(compiled, "any", "/x", new Asking("POST", "https", header, query)))
        .isEqualTo("none");
    assertThat(toldOf(compiled, "it"))
        .containsExactly("Accepted True Accepted", "ResolvedRefs True ResolvedRefs");
  }

  @ParameterizedTest
  @CsvSource({
    "'', '', any.org, true",
    "'', a.org, a.org, true",
    "'', a.org, b.org, false",
    "a.org, '', a.org, true",
    "a.org, '', b.org, false",
    "*.a.org, b.a.org, b.a.org, true",
    "*.a.org, b.a.org, c.a.org, false",
    "*.a.org, '', c.b.a.org, true",
    "*.a.org, '', a.org, false",
    "b.a.org, *.a.org, b.a.org, true",
    "b.a.org, *.a.org, c.a.org, false",
    "*.a.org, *.b.a.org, c.b.a.org, true",
    "*.a.org, *.b.a.org, c.a.org, false",
    "*.a.org, *.org, c.a.org, true",
    "a.org, b.org, a.org, false",
  })
  void hostNamesAreWhatListenerAndRouteHaveInCommon(
      String listener, String routeHost, String asked, boolean served) {
    Compiled compiled =
        Manifests.of(
                SERVICES,
                gateway(
                    "{ name: web, protocol: HTTP, port: 80%s }"
                        .formatted(listener.isEmpty() ? "" : ", hostname: \"" + listener + "\"")),
                route(
                    "shop",
                    "it",
                    1,
                    (routeHost.isEmpty() ? "" : "hostnames: [ \"" + routeHost + "\" ]\n")
                        + "rules: [ { "
                        + to("one")
                        + " } ]"))
            .compile();
    assertThat(serving(compiled, asked, "/", PLAIN)).isEqualTo(served ? "one" : "none");
    if (listener.equals("a.org") && routeHost.equals("b.org")) {
      assertThat(toldOf(compiled, "it")).contains("Accepted False NoMatchingListenerHostname");
    }
  }

  @Test
  void aListenerKeepsItsHostFromThoseOfAllHosts() {
    Compiled compiled =
        Manifests.of(
                SERVICES,
                gateway(
                    "{ name: web, protocol: HTTP, port: 80 },"
                        + " { name: own, protocol: HTTP, port: 80, hostname: own.org }"),
                route("shop", "all", 1, "rules: [ { " + to("one") + " } ]")
                    .replace("name: edge", "name: edge, sectionName: web"),
                route(
                        "shop",
                        "own",
                        1,
                        "rules: [ { matches: [ { path: { value: /x } } ], " + to("two") + " } ]")
                    .replace("name: edge", "name: edge, sectionName: own"))
            .compile();
    assertThat(serving(compiled, "own.org", "/x", PLAIN)).isEqualTo("two");
    assertThat(serving(compiled, "own.org", "/y", PLAIN)).isEqualTo("none");
    assertThat(serving(compiled, "other.org", "/y", PLAIN)).isEqualTo("one");
    assertThat(status(compiled, GatewayStatus.class, "edge").getListeners())
        .extracting(each -> each.getName() + " " + each.getAttachedRoutes())
        .containsExactly("web 1", "own 1");
  }

  @ParameterizedTest
  @CsvSource({
    "'', NotAllowedByListeners",
    "'from: Same', NotAllowedByListeners",
    "'from: All', Accepted",
    "'from: Selector, selector: { matchLabels: { kind: good } }', Accepted",
    "'from: Selector, selector: { matchLabels: { kind: bad } }', NotAllowedByListeners",
    "'from: Selector, selector: { matchExpressions: [ { key: kind, operator: In, values: [ good ] }"
        + " ] }', Accepted",
    "'from: Selector, selector: { matchExpressions: [ { key: kind, operator: DoesNotExist } ] }',"
        + " NotAllowedByListeners",
  })
  void aListenerSaysWhoseRoutesItTakes(String namespaces, String reason) {
    String allowed =
        namespaces.isEmpty() ? "" : ", allowedRoutes: { namespaces: { " + namespaces + " } }";
    Compiled compiled =
        Manifests.of(
                SERVICES,
                gateway("{ name: web, protocol: HTTP, port: 80" + allowed + " }"),
                "apiVersion: v1\n"
                    + "kind: Namespace\n"
                    + "metadata: { name: other, labels: { kind: good } }",
                route("other", "it", 1, "rules: [ { " + to("far") + " } ]"))
            .compile();
    boolean accepted = reason.equals("Accepted");
    assertThat(toldOf(compiled, "it"))
        .contains("Accepted " + (accepted ? "True " : "False ") + reason);
    assertThat(serving(compiled, "any", "/", PLAIN)).isEqualTo(accepted ? "far" : "none");
  }

  @Test
  void aReferenceIntoAnotherNamespaceNeedsItsOwnersLeave() {
    String route =
        route(
            "shop",
            "it",
            1,
            "rules: [ { backendRefs: [ { namespace: other, name: far, port: 80 } ] } ]");
    String grant =
        """
        apiVersion: gateway.networking.k8s.io/v1beta1
        kind: ReferenceGrant
        metadata: { namespace: other, name: leave }
        spec:
          from: [ { group: gateway.networking.k8s.io, kind: HTTPRoute, namespace: shop } ]
          to: [ { group: "", kind: Service, name: %s } ]
        """;
    for (String name : List.of("near", "far")) {
      Compiled compiled =
          Manifests.of(SERVICES, plainGateway(), route, grant.formatted(name)).compile();
      boolean allowed = name.equals("far");
      assertThat(toldOf(compiled, "it"))
          .contains(
              "Accepted True Accepted",
              allowed ? "ResolvedRefs True ResolvedRefs" : "ResolvedRefs False RefNotPermitted");
      assertThat(found(compiled, "any", "/", PLAIN).endpoints()).hasSize(allowed ? 1 : 0);
    }
  }

  @Test
  void whatLeadsNowhereKeepsItsShareAndIsTold() {
    Compiled compiled =
        Manifests.of(
                SERVICES,
                plainGateway(),
                route(
                    "shop",
                    "it",
                    1,
                    "rules: [ { backendRefs: [ { name: one, port: 80, weight: 3 }, { name: absent,"
                        + " port: 80 }, { name: two, port: 80, weight: 0 } ] } ]"))
            .compile();
    assertThat(found(compiled, "any", "/", PLAIN).refinement().shares())
        .extracting(each -> each.weight() + " " + each.valid())
        .containsExactly("3 true", "1 false", "0 true");
    assertThat(toldOf(compiled, "it")).contains("ResolvedRefs False BackendNotFound");
  }

  @Test
  void sharesAreChosenByTheirWeights() {
    var some = new Refinement.Share(3, List.of(), true);
    var rest = new Refinement.Share(1, List.of(), false);
    var never = new Refinement.Share(0, List.of(), true);
    var refinement = refinement(List.of(some, never, rest));
    int chosen = 0;
    for (int i = 0; i < 4_000; i++) {
      Refinement.Share share = refinement.choose();
      assertThat(share).isIn(some, rest);
      chosen += share == some ? 1 : 0;
    }
    assertThat(chosen).isBetween(2_800, 3_200);
    assertThat(refinement(List.of(never)).choose()).isNull();
  }

  private static Refinement refinement(List<Refinement.Share> shares) {
    Refinement none = Refinement.NONE;
    return new Refinement(none.conditions(), shares, none.headers(), null, 0);
  }

  @ParameterizedTest
  @CsvSource({
    "'{ type: URLRewrite, urlRewrite: { hostname: x.org } }', 500",
    "'{ type: RequestHeaderModifier, requestHeaderModifier: { set: [ { name: Transfer-Encoding,"
        + " value: x } ] } }', 500",
    "'{ type: RequestRedirect, requestRedirect: { statusCode: 200 } }', 500",
    "'{ type: RequestRedirect, requestRedirect: { path: { type: ReplaceFullPath, replaceFullPath:"
        + " //evil.org } } }', 500",
    "'{ type: RequestHeaderModifier, requestHeaderModifier: { set: [ { name: X-A, value: b } ],"
        + " remove: [ X-C ] } }', 0",
  })
  void aFilterThatIsNotDoneRefusesItsRulesRequests(String filter, int refusal) {
    Compiled compiled =
        Manifests.of(
                SERVICES,
                plainGateway(),
                route(
                    "shop",
                    "it",
                    1,
                    "rules: [ { filters: [ " + filter + " ], " + to("one") + " } ]"))
            .compile();
    assertThat(found(compiled, "any", "/", PLAIN).refinement().refusal()).isEqualTo(refusal);
    assertThat(toldOf(compiled, "it"))
        .contains(refusal == 0 ? "Accepted True Accepted" : "Accepted False UnsupportedValue");
  }

  @Test
  void listenersThatCanNotBeServedAreToldSo() {
    Compiled compiled =
        Manifests.of(
                SERVICES,
                gateway(
                    "{ name: web, protocol: HTTP, port: 80 }, { name: tcp, protocol: TCP, port: 81"
                        + " }, { name: bare, protocol: HTTPS, port: 443 }, { name: absent,"
                        + " protocol: HTTPS, port: 444, tls: { certificateRefs: [ { name: no } ] }"
                        + " }, { name: far, protocol: HTTPS, port: 445, tls: { certificateRefs: [ {"
                        + " name: no, namespace: other } ] } }, { name: twin, protocol: HTTP, port:"
                        + " 82 }, { name: twin2, protocol: HTTP, port: 82 }"))
            .compile();
    var status = status(compiled, GatewayStatus.class, "edge");
    assertThat(told(status.getConditions()))
        .containsExactly("Accepted True ListenersNotValid", "Programmed True Programmed");
    assertThat(status.getAddresses())
        .extracting(each -> each.getType() + " " + each.getValue())
        .containsExactly("IPAddress 203.0.113.7");
    assertThat(status.getListeners().stream().map(each -> told(each.getConditions()).toString()))
        .satisfiesExactly(
            web ->
                assertThat(web).contains("Accepted True", "Programmed True", "ResolvedRefs True"),
            tcp -> assertThat(tcp).contains("Accepted False UnsupportedProtocol"),
            bare -> assertThat(bare).contains("ResolvedRefs False InvalidCertificateRef"),
            absent -> assertThat(absent).contains("ResolvedRefs False InvalidCertificateRef"),
            far -> assertThat(far).contains("ResolvedRefs False RefNotPermitted"),
            twin -> assertThat(twin).contains("Conflicted True HostnameConflict"),
            twin2 -> assertThat(twin2).contains("Conflicted True HostnameConflict"));
    assertThat(told(status(compiled, GatewayClassStatus.class, "dizhtime").getConditions()))
        .containsExactly("Accepted True Accepted");
  }

  @Test
  void statusesThatAreRightAreNotWrittenAgainAndTheOldestRouteWins() {
    Manifests manifests =
        Manifests.of(
            SERVICES,
            plainGateway(),
            route("shop", "young", 2, "rules: [ { " + to("one") + " } ]"),
            route("shop", "old", 1, "rules: [ { " + to("two") + " } ]"));
    Compiled first = manifests.compile();
    assertThat(serving(first, "any", "/", PLAIN)).isEqualTo("two");
    assertThat(first.statuses())
        .extracting(each -> Meta.name(each.object()))
        .containsExactlyInAnyOrder("dizhtime", "edge", "young", "old");
    for (long seed = 0; seed < 20; seed++) {
      assertThat(manifests.shuffled(seed).routes()).isEqualTo(first.routes());
    }
    Manifests again = Manifests.of(SERVICES);
    first.statuses().forEach(each -> again.and(written(each)));
    assertThat(again.compile().statuses()).isEmpty();
  }

  private static String written(OwedStatus owed) {
    return new JsonObject(Serialization.asJson(owed.object()))
        .put("status", new JsonObject(Serialization.asJson(owed.status())))
        .encode();
  }
}
