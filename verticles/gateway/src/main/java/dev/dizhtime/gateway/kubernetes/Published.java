package dev.dizhtime.gateway.kubernetes;

import io.fabric8.kubernetes.api.model.LoadBalancerIngress;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceSpec;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

/** Where clients reach the gateway, as statuses tell it: addresses and names. */
final class Published {
  private static final Pattern ADDRESS = Pattern.compile("[0-9.]+|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");

  private Published() {}

  /** What is set counts; else what the published Service says of itself. */
  static List<String> of(KubernetesSettings settings, Snapshot cluster) {
    if (!settings.publishedAddresses().isEmpty() || settings.publishedService() == null) {
      return settings.publishedAddresses();
    }
    String[] name = settings.publishedService().split("/");
    Service service = cluster.service(name[0], name[1]);
    return service == null ? List.of() : of(service);
  }

  private static List<String> of(Service service) {
    if (service.getStatus() != null && service.getStatus().getLoadBalancer() != null) {
      List<String> balanced =
          service.getStatus().getLoadBalancer().getIngress().stream()
              .map(Published::of)
              .filter(Objects::nonNull)
              .toList();
      if (!balanced.isEmpty()) {
        return balanced;
      }
    }
    ServiceSpec spec = service.getSpec();
    if (spec == null) {
      return List.of();
    }
    if (spec.getExternalIPs() != null && !spec.getExternalIPs().isEmpty()) {
      return List.copyOf(spec.getExternalIPs());
    }
    // A load balancer that has no address yet will have one; that of the cluster is of no use.
    boolean inside = spec.getClusterIP() != null && ADDRESS.matcher(spec.getClusterIP()).matches();
    return inside && !"LoadBalancer".equals(spec.getType())
        ? List.of(spec.getClusterIP())
        : List.of();
  }

  private static String of(LoadBalancerIngress each) {
    return each.getIp() == null ? each.getHostname() : each.getIp();
  }

  static boolean isAddress(String text) {
    return ADDRESS.matcher(text).matches();
  }
}
