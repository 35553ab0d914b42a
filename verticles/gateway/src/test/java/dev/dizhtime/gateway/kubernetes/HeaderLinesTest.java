package dev.dizhtime.gateway.kubernetes;

import static dev.dizhtime.gateway.kubernetes.Manifests.service;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dizhtime.gateway.routing.Asked;
import dev.dizhtime.gateway.routing.Refinement;
import dev.dizhtime.gateway.routing.Route;
import dev.dizhtime.gateway.routing.Routes;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRouteStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No route of a cluster writes more than one line per header. */
class HeaderLinesTest {
  private static final Asked PLAIN =
      new Asked() {
        @Override
        public String method() {
          return "GET";
        }

        @Override
        public String scheme() {
          return "http";
        }

        @Override
        public String header(String name) {
          return null;
        }

        @Override
        public String query(String name) {
          return null;
        }
      };

  @ParameterizedTest
  @ValueSource(
      strings = {
        "RequestHeaderModifier, requestHeaderModifier: { set: [ { name: X-A, value: \"b\\r"
            + "\\n"
            + "X-Evil: yes\" } ] }",
        "RequestHeaderModifier, requestHeaderModifier: { set: [ { name: X-A, value: \"b\\n"
            + "X-Evil: yes\" } ] }",
        "RequestHeaderModifier, requestHeaderModifier: { set: [ { name: X-A, value: \"b\\r"
            + "X-Evil: yes\" } ] }",
        "RequestHeaderModifier, requestHeaderModifier: { set: [ { name: X-A, value: \"b\\r"
            + "\\n"
            + "\" } ] }",
        "RequestHeaderModifier, requestHeaderModifier: { set: [ { name: X-A, value: \"b\\0\" } ] }",
        "RequestHeaderModifier, requestHeaderModifier: { add: [ { name: X-A, value: \"b\\r"
            + "\\n"
            + "\\r"
            + "\\n"
            + "GET /evil HTTP/1.1\" } ] }",
        "RequestHeaderModifier, requestHeaderModifier: { set: [ { name: \"X-A: b\\r"
            + "\\n"
            + "X-Evil\", value: b } ] }",
        "RequestHeaderModifier, requestHeaderModifier: { add: [ { name: \"X-A\\n\", value: b } ] }",
        "RequestHeaderModifier, requestHeaderModifier: { remove: [ \"X-A\\r\\nX-B\" ] }",
        "RequestRedirect, requestRedirect: { hostname: \"a.org\\r\\nX-Evil: yes\" }",
        "RequestRedirect, requestRedirect: { hostname: \"a.org\\n\" }",
        "RequestRedirect, requestRedirect: { scheme: \"https\\r\\nX-Evil: yes\" }",
        "RequestRedirect, requestRedirect: { path: { type: ReplaceFullPath, replaceFullPath:"
            + " \"/a\\r"
            + "\\n"
            + "X-Evil: yes\" } }",
        "RequestRedirect, requestRedirect: { path: { type: ReplacePrefixMatch, replacePrefixMatch:"
            + " \"/a\\n"
            + "X-Evil: yes\" } }",
        "ResponseHeaderModifier, responseHeaderModifier: { set: [ { name: X-A, value: \"b\\r"
            + "\\n"
            + "X-Evil: yes\" } ] }",
      })
  void aRouteThatWouldWriteALineBreakIsNotAcceptedAndItsRequestsAreRefused(String filter) {
    Compiled compiled = compiled(filter);
    Refinement refinement = found(compiled).refinement();
    assertThat(refinement.refusal()).isEqualTo(500);
    assertThat(refinement.headers()).isEqualTo(Refinement.HeaderChanges.NONE);
    assertThat(refinement.redirect()).isNull();
    assertThat(acceptance(compiled)).isEqualTo("Accepted False UnsupportedValue");
  }

  @Test
  void oneThatWritesSingleLinesIs() {
    Compiled compiled =
        compiled(
            "RequestHeaderModifier, requestHeaderModifier: { set: [ { name: X-A, value: \"b\\tc d\""
                + " } ] }");
    assertThat(found(compiled).refinement().headers().set()).containsEntry("x-a", "b\tc d");
    assertThat(acceptance(compiled)).isEqualTo("Accepted True Accepted");
    compiled = compiled("RequestRedirect, requestRedirect: { hostname: a.b-c.org }");
    assertThat(found(compiled).refinement().redirect().host()).isEqualTo("a.b-c.org");
  }

  private static Compiled compiled(String filter) {
    return Manifests.of(
            service("shop", "one", "10.0.0.1"),
            GatewayCompilerTest.gateway("{ name: web, protocol: HTTP, port: 80 }"),
            GatewayCompilerTest.route(
                "shop",
                "it",
                1,
                "rules: [ { filters: [ { type: "
                    + filter
                    + " } ], backendRefs: [ { name: one, port: 80 } ] } ]"))
        .compile();
  }

  private static Route found(Compiled compiled) {
    return new Routes(compiled.routes()).find("any.org", "/", PLAIN).orElseThrow();
  }

  private static String acceptance(Compiled compiled) {
    return compiled.statuses().stream()
        .filter(each -> each.status() instanceof HTTPRouteStatus)
        .map(each -> ((HTTPRouteStatus) each.status()).getParents().getFirst().getConditions())
        .map(all -> all.getFirst())
        .map(each -> each.getType() + " " + each.getStatus() + " " + each.getReason())
        .findFirst()
        .orElseThrow();
  }
}
