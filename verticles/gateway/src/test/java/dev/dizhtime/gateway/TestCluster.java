package dev.dizhtime.gateway;

import dev.dizhtime.runtime.config.Env;
import dev.dizhtime.runtime.service.RunningService;
import dev.dizhtime.runtime.service.ServiceRunner;
import dev.dizhtime.testkit.TestTokens;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.IngressBuilder;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.jdkhttp.JdkHttpClientFactory;
import io.fabric8.kubernetes.client.server.mock.KubernetesCrudDispatcher;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.fabric8.mockwebserver.Context;
import io.fabric8.mockwebserver.MockWebServer;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.IntStream;

/** An API server without a cluster behind it, and gateways that follow it. */
final class TestCluster implements AutoCloseable {
  static final String CLASS = "dizhtime";
  static final String ADDRESS = "203.0.113.7";

  private static final Logger REQUESTS = Logger.getLogger(MockWebServer.class.getName());

  private final KubernetesMockServer server;
  private final KubernetesClient client;

  private TestCluster(int port) {
    REQUESTS.setLevel(Level.WARNING);
    server =
        new KubernetesMockServer(
            new Context(),
            new MockWebServer(),
            new HashMap<>(),
            new KubernetesCrudDispatcher(List.of()),
            false);
    server.init(InetAddress.getLoopbackAddress(), port);
    client =
        new KubernetesClientBuilder()
            .withConfig(
                new ConfigBuilder(io.fabric8.kubernetes.client.Config.empty())
                    .withMasterUrl(address())
                    .build())
            .withHttpClientFactory(new JdkHttpClientFactory())
            .build();
  }

  static TestCluster start() {
    return at(0);
  }

  static TestCluster at(int port) {
    return new TestCluster(port);
  }

  String address() {
    return "http://127.0.0.1:" + server.getPort();
  }

  KubernetesClient client() {
    return client;
  }

  /** Makes something of it known. */
  <T extends HasMetadata> T put(T object) {
    return client.resource(object).create();
  }

  /**
   * Gives an Ingress another spec. Not while its status is being written: this API server, unlike
   * others, may lose one of two changes that come at the same time.
   */
  void change(Ingress wanted) {
    client
        .network()
        .v1()
        .ingresses()
        .inNamespace(wanted.getMetadata().getNamespace())
        .withName(wanted.getMetadata().getName())
        .edit(stored -> new IngressBuilder(stored).withSpec(wanted.getSpec()).build());
  }

  void ingressClass(String name) {
    put(ClusterObjects.ingressClass(name));
  }

  /** A Service with its port 8080, called http, at these ports of this machine. */
  void service(String namespace, String name, int... ports) {
    put(ClusterObjects.service(namespace, name));
    slices(namespace, name, ports);
  }

  /** A slice for each port, for all endpoints of one share theirs. */
  void slices(String namespace, String service, int... ports) {
    IntStream.of(ports)
        .forEach(port -> put(ClusterObjects.slice(namespace, service, "127.0.0.1", port)));
  }

  void tlsSecret(String namespace, String name, byte[] certificate, byte[] key) {
    put(ClusterObjects.tlsSecret(namespace, name, certificate, key));
  }

  /** A gateway that follows this cluster. */
  RunningService gateway(String... settings) {
    Map<String, String> env = new HashMap<>();
    env.put("DIZHTIME_HTTP_HOST", "127.0.0.1");
    env.put("DIZHTIME_HTTP_PORT", "0");
    env.put("DIZHTIME_MANAGEMENT_PORT", "0");
    env.put("DIZHTIME_INSTANCES", "1");
    env.put("DIZHTIME_JWKS_URL", TestTokens.ofThisProcess().jwksUrl());
    env.put("DIZHTIME_TOKEN_ISSUER", TestTokens.ISSUER);
    env.put("DIZHTIME_GATEWAY_ROUTES", "kubernetes");
    env.put("DIZHTIME_KUBERNETES_API", address());
    env.put("DIZHTIME_PUBLISHED_ADDRESSES", ADDRESS);
    for (int i = 0; i < settings.length; i += 2) {
      env.put("DIZHTIME_" + settings[i], settings[i + 1]);
    }
    return ServiceRunner.start(GatewayService.SERVICE, Env.of(env));
  }

  @Override
  public void close() {
    client.close();
    server.destroy();
  }
}
