package dev.dizhtime.gateway.kubernetes;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.Gateway;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.GatewayClass;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.fabric8.kubernetes.api.model.gatewayapi.v1beta1.ReferenceGrant;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.IngressClass;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** The cluster's objects at one moment, by kind and name. Nobody changes them. */
final class Snapshot {
  private static final String SERVICE_NAME = "kubernetes.io/service-name";

  private final Map<Class<?>, Map<String, HasMetadata>> byKind = new HashMap<>();
  private final Map<String, List<EndpointSlice>> slices = new HashMap<>();

  /** Of any objects, in any order. */
  Snapshot(Collection<? extends HasMetadata> objects) {
    for (HasMetadata each : objects) {
      byKind.computeIfAbsent(each.getClass(), _ -> new TreeMap<>()).put(nameOf(each), each);
    }
    for (EndpointSlice each : all(EndpointSlice.class)) {
      String service = Meta.labels(each).get(SERVICE_NAME);
      if (service != null) {
        String key = each.getMetadata().getNamespace() + "/" + service;
        slices.computeIfAbsent(key, _ -> new ArrayList<>()).add(each);
      }
    }
  }

  private static String nameOf(HasMetadata object) {
    return Objects.requireNonNullElse(object.getMetadata().getNamespace(), "")
        + "/"
        + object.getMetadata().getName();
  }

  @SuppressWarnings("unchecked")
  private <T extends HasMetadata> Collection<T> all(Class<T> kind) {
    return (Collection<T>) byKind.getOrDefault(kind, Map.of()).values();
  }

  private <T extends HasMetadata> T find(Class<T> kind, String namespace, String name) {
    return kind.cast(byKind.getOrDefault(kind, Map.of()).get(namespace + "/" + name));
  }

  Collection<IngressClass> ingressClasses() {
    return all(IngressClass.class);
  }

  Collection<Ingress> ingresses() {
    return all(Ingress.class);
  }

  Collection<GatewayClass> gatewayClasses() {
    return all(GatewayClass.class);
  }

  Collection<Gateway> gateways() {
    return all(Gateway.class);
  }

  Collection<HTTPRoute> httpRoutes() {
    return all(HTTPRoute.class);
  }

  Collection<ReferenceGrant> grants() {
    return all(ReferenceGrant.class);
  }

  /** Null without one. */
  Service service(String namespace, String name) {
    return find(Service.class, namespace, name);
  }

  /** Null without one. */
  Secret secret(String namespace, String name) {
    return find(Secret.class, namespace, name);
  }

  /** What a namespace is labelled with; nothing when it is not known. */
  Map<String, String> labelsOf(String namespace) {
    Namespace found = find(Namespace.class, "", namespace);
    return found == null ? Map.of() : Meta.labels(found);
  }

  /** Where a Service is served, as far as is known. */
  List<EndpointSlice> slicesOf(String namespace, String service) {
    return slices.getOrDefault(namespace + "/" + service, List.of());
  }
}
