package dev.dizhtime.gateway;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSliceBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.IngressClass;
import io.fabric8.kubernetes.api.model.networking.v1.IngressClassBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;

/** Objects that the gateway looks at, as others make them. */
final class ClusterObjects {
  private ClusterObjects() {}

  /** The objects of a text in YAML, with {@code ---} between them. */
  static List<HasMetadata> read(String text) {
    return Stream.of(text.split("(?m)^---$"))
        .map(each -> Serialization.<HasMetadata>unmarshal(each, HasMetadata.class))
        .toList();
  }

  static IngressClass ingressClass(String name) {
    return new IngressClassBuilder()
        .withNewMetadata()
        .withName(name)
        .endMetadata()
        .withNewSpec()
        .withController("dizhtime.dev/gateway")
        .endSpec()
        .build();
  }

  /** With its port 8080, called http. */
  static Service service(String namespace, String name) {
    return new ServiceBuilder()
        .withNewMetadata()
        .withNamespace(namespace)
        .withName(name)
        .endMetadata()
        .withNewSpec()
        .addNewPort()
        .withName("http")
        .withPort(8080)
        .endPort()
        .endSpec()
        .build();
  }

  /** An endpoint of the Service at an address and port. */
  static EndpointSlice slice(String namespace, String service, String address, int port) {
    return new EndpointSliceBuilder()
        .withNewMetadata()
        .withNamespace(namespace)
        .withName(service + "-" + port)
        .addToLabels("kubernetes.io/service-name", service)
        .endMetadata()
        .withAddressType("IPv4")
        .addNewPort()
        .withName("http")
        .withPort(port)
        .endPort()
        .addNewEndpoint()
        .withAddresses(address)
        .withNewConditions()
        .withReady(true)
        .endConditions()
        .endEndpoint()
        .build();
  }

  static Secret tlsSecret(String namespace, String name, byte[] certificate, byte[] key) {
    return new SecretBuilder()
        .withNewMetadata()
        .withNamespace(namespace)
        .withName(name)
        .endMetadata()
        .withType("kubernetes.io/tls")
        .addToData("tls.crt", Base64.getEncoder().encodeToString(certificate))
        .addToData("tls.key", Base64.getEncoder().encodeToString(key))
        .build();
  }
}
