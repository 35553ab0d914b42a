package dev.dizhtime.gateway;

import dev.dizhtime.runtime.config.Env;
import dev.dizhtime.runtime.service.RunningService;
import dev.dizhtime.runtime.service.ServiceRunner;
import dev.dizhtime.testkit.ProjectRoot;
import dev.dizhtime.testkit.TestTokens;
import dev.dizhtime.testkit.apiserver.ApiServer;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.authentication.TokenRequestBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.jdkhttp.JdkHttpClientFactory;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * A real API server with the objects of {@code kustomize/base/gateway}, and gateways that log in to
 * it as their pods do: by the files of their service account, with that account's rights.
 */
final class RealCluster implements AutoCloseable {
  static final String NAMESPACE = "dizhtime";

  /** The account of the gateway's pods. */
  static final String ACCOUNT = "gateway";

  private static final Path BASE = ProjectRoot.find().resolve("kustomize/base/gateway");

  private final ApiServer server;
  private final KubernetesClient client;
  private final Path token;
  private final Map<String, String> properties;

  private RealCluster(ApiServer server, Path folder) {
    this.server = server;
    this.client = client(server);
    this.token = folder.resolve("token");
    // Where a pod finds its account by variables and files of its own.
    this.properties =
        Map.of(
            "KUBERNETES_SERVICE_HOST", server.address().getHost(),
            "KUBERNETES_SERVICE_PORT", Integer.toString(server.address().getPort()),
            "kubernetes.auth.tryKubeConfig", "false",
            "kubernetes.auth.serviceAccount.token", token.toString(),
            "kubernetes.certs.ca.file", server.authority().toString());
    properties.forEach(System::setProperty);
  }

  /** Starts one with the account, rights, Service and class of the gateway. */
  static RealCluster start(Path folder, String... options) throws IOException {
    var cluster = new RealCluster(ApiServer.start(folder, options), folder);
    cluster.namespace(NAMESPACE);
    for (var file : List.of("gateway.yaml", "access.yaml", "ingress.yaml")) {
      for (var object : objects(file)) {
        if (!(object instanceof Deployment)) {
          cluster.client.resource(object).create();
        }
      }
    }
    cluster.logIn();
    return cluster;
  }

  /** The objects of a file, in the namespace that kustomize puts them in. */
  private static List<HasMetadata> objects(String file) throws IOException {
    var objects = ClusterObjects.read(Files.readString(BASE.resolve(file)));
    objects.stream()
        .filter(Namespaced.class::isInstance)
        .forEach(object -> object.getMetadata().setNamespace(NAMESPACE));
    return objects;
  }

  private static KubernetesClient client(ApiServer server) {
    return new KubernetesClientBuilder()
        .withConfig(
            new ConfigBuilder(Config.empty())
                .withMasterUrl(server.address().toString())
                .withCaCertFile(server.authority().toString())
                .withOauthToken(server.adminToken())
                .build())
        .withHttpClientFactory(new JdkHttpClientFactory())
        .build();
  }

  ApiServer server() {
    return server;
  }

  /** What the gateway's account is told when it asks. */
  int statusForAccount(String path) throws IOException {
    try (var asking = server.as(Files.readString(token))) {
      return asking.get(path).status();
    }
  }

  /** For somebody who may do everything. */
  KubernetesClient client() {
    return client;
  }

  <T extends HasMetadata> T put(T object) {
    return client.resource(object).create();
  }

  Namespace namespace(String name) {
    return put(new NamespaceBuilder().withNewMetadata().withName(name).endMetadata().build());
  }

  /** Puts a token of the gateway's account where its pods find theirs, as the kubelet would. */
  void logIn() throws IOException {
    var asked = new TokenRequestBuilder().withNewSpec().endSpec().build();
    var given =
        client
            .serviceAccounts()
            .inNamespace(NAMESPACE)
            .withName(ACCOUNT)
            .tokenRequest(asked)
            .getStatus()
            .getToken();
    Files.writeString(token, given);
  }

  /** Another account of the same name: no token of the one before is good any more. */
  void replaceAccount() throws IOException {
    ServiceAccount before = client.serviceAccounts().inNamespace(NAMESPACE).withName(ACCOUNT).get();
    client.resource(before).delete();
    put(
        new ServiceAccountBuilder()
            .withNewMetadata()
            .withNamespace(NAMESPACE)
            .withName(ACCOUNT)
            .endMetadata()
            .build());
    logIn();
  }

  /** A Service with its port 8080, called http, at these ports of {@link #ownAddress}. */
  void service(String namespace, String name, int... ports) {
    put(ClusterObjects.service(namespace, name));
    IntStream.of(ports)
        .forEach(port -> put(ClusterObjects.slice(namespace, name, ownAddress(), port)));
  }

  /** An address of this machine that an endpoint may have: 127.0.0.1 is refused. */
  static String ownAddress() {
    try {
      return NetworkInterface.networkInterfaces()
          .flatMap(NetworkInterface::inetAddresses)
          .filter(each -> each instanceof Inet4Address)
          .filter(each -> !each.isLoopbackAddress() && !each.isLinkLocalAddress())
          .map(InetAddress::getHostAddress)
          .findFirst()
          .orElseThrow(
              () -> new AssertionError("this test needs an address that is not 127.0.0.1"));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A gateway with the settings of its ConfigMap, and some of the test's own. */
  RunningService gateway(String pod, String... settings) throws IOException {
    Map<String, String> env = new HashMap<>();
    env.put("DIZHTIME_HTTP_HOST", "127.0.0.1");
    env.put("DIZHTIME_HTTP_PORT", "0");
    env.put("DIZHTIME_MANAGEMENT_PORT", "0");
    env.put("DIZHTIME_INSTANCES", "1");
    env.put("DIZHTIME_JWKS_URL", TestTokens.ofThisProcess().jwksUrl());
    env.put("DIZHTIME_TOKEN_ISSUER", TestTokens.ISSUER);
    env.put("DIZHTIME_POD_NAME", pod);
    env.put("DIZHTIME_POD_NAMESPACE", NAMESPACE);
    Files.readString(BASE.resolve("kustomization.yaml"))
        .lines()
        .map(String::strip)
        .filter(line -> line.startsWith("- DIZHTIME_"))
        .map(line -> line.substring(2).split("=", 2))
        .forEach(setting -> env.put(setting[0], setting[1]));
    for (int i = 0; i < settings.length; i += 2) {
      env.put("DIZHTIME_" + settings[i], settings[i + 1]);
    }
    return ServiceRunner.start(GatewayService.SERVICE, Env.of(env));
  }

  @Override
  public void close() {
    properties.keySet().forEach(System::clearProperty);
    client.close();
    server.close();
  }
}
