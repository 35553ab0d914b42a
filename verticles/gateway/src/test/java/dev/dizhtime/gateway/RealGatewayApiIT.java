package dev.dizhtime.gateway;

import static dev.dizhtime.testkit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dizhtime.runtime.service.RunningService;
import dev.dizhtime.testkit.ProjectRoot;
import dev.dizhtime.testkit.apiserver.OnApiServer;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.Gateway;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.GatewayClass;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.fabric8.kubernetes.api.model.gatewayapi.v1beta1.ReferenceGrant;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The Gateway API on a real API server, whose own definitions have rules about routes, gateways and
 * what is written into their status; with the rights that docs/reference/ingress.md names.
 */
@OnApiServer
class RealGatewayApiIT {
  private static final Path DEFINITIONS =
      ProjectRoot.find().resolve("deploy/apiserver/target/crds");

  private static final String RIGHTS =
      """
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRole
      metadata: { name: gateway-api }
      rules:
        - { apiGroups: [""], resources: [services, secrets, namespaces], verbs: [get, list, watch] }
        - { apiGroups: [discovery.k8s.io], resources: [endpointslices], verbs: [get, list, watch] }
        - { apiGroups: [networking.k8s.io], resources: [ingresses], verbs: [get, list, watch] }
        - { apiGroups: [gateway.networking.k8s.io], resources: [gatewayclasses, gateways, httproutes, referencegrants], verbs: [get, list, watch] }
        - { apiGroups: [gateway.networking.k8s.io], resources: [gatewayclasses/status, gateways/status, httproutes/status], verbs: [patch] }
        - { apiGroups: [""], resources: [events], verbs: [create] }
      ---
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRoleBinding
      metadata: { name: gateway-api }
      roleRef: { apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: gateway-api }
      subjects: [ { kind: ServiceAccount, name: gateway, namespace: dizhtime } ]
      """;

  @Test
  void isServedAndTold(@TempDir Path folder) throws IOException {
    int tlsPort;
    try (ServerSocket free = new ServerSocket(0)) {
      tlsPort = free.getLocalPort();
    }
    try (RealCluster cluster = RealCluster.start(folder);
        NamedUpstreams upstreams = new NamedUpstreams();
        HostClient http = new HostClient()) {
      define(cluster);
      ClusterObjects.read(RIGHTS).forEach(cluster::put);
      cluster.namespace(GatewayApiScenario.NAMESPACE);
      for (String service : GatewayApiScenario.SERVICES) {
        cluster.service(
            GatewayApiScenario.NAMESPACE,
            service,
            upstreams.open(service, RealCluster.ownAddress()));
      }
      GatewayApiScenario.put(cluster.client());
      try (RunningService gateway =
          cluster.gateway(
              "api",
              "GATEWAY_API",
              "on",
              "CLUSTER_CERTIFICATES",
              "on",
              "WATCH_NAMESPACE",
              GatewayApiScenario.NAMESPACE,
              "PUBLISHED_ADDRESSES",
              "203.0.113.7",
              "HTTPS_PORT",
              Integer.toString(tlsPort))) {
        GatewayApiScenario.isServed(http, gateway.httpPort(), tlsPort, cluster.client());
        eventually(
            () ->
                assertThat(
                        cluster
                            .client()
                            .resources(GatewayClass.class)
                            .withName("dizhtime")
                            .get()
                            .getStatus()
                            .getConditions())
                    .extracting(each -> each.getType() + " " + each.getStatus())
                    .contains("Accepted True"));
      }
    }
  }

  private static void define(RealCluster cluster) throws IOException {
    for (String kind : List.of("gatewayclasses", "gateways", "httproutes", "referencegrants")) {
      Path file = DEFINITIONS.resolve("gateway.networking.k8s.io_" + kind + ".yaml");
      cluster.put(Serialization.unmarshal(Files.readString(file), CustomResourceDefinition.class));
    }
    for (Class<? extends HasMetadata> kind :
        List.of(GatewayClass.class, Gateway.class, HTTPRoute.class, ReferenceGrant.class)) {
      eventually(() -> assertThat(cluster.client().supports(kind)).isTrue());
    }
  }
}
