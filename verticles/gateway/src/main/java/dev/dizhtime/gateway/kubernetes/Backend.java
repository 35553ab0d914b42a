package dev.dizhtime.gateway.kubernetes;

import dev.dizhtime.gateway.routing.Endpoint;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointConditions;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointPort;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Where a Service is served.
 *
 * @param service its name
 * @param endpoints in an order that depends on nothing but them; may be none
 * @param reason why there is no such port of a Service, in one word; null when there is
 * @param message the same as a sentence; null when there is
 */
record Backend(String service, List<Endpoint> endpoints, String reason, String message) {
  private static final String EXTERNAL_NAME = "ExternalName";
  private static final Comparator<Endpoint> ORDER =
      Comparator.comparing(Endpoint::host).thenComparing(Endpoint::port);

  /** Whether there is such a port, served or not. */
  boolean valid() {
    return reason == null;
  }

  static Backend invalid(String service, String reason, String message) {
    return new Backend(service, List.of(), reason, message);
  }

  /**
   * Looks a port of a Service up.
   *
   * @param portName of the port; null when it is named by its number
   * @param portNumber of the port; null when it is named by its name
   */
  static Backend find(
      Snapshot cluster, String namespace, String name, String portName, Integer portNumber) {
    Service service = cluster.service(namespace, name);
    String title = "Service " + namespace + "/" + name;
    if (service == null) {
      return invalid(name, Complaint.NO_SERVICE, title + " does not exist");
    }
    if (service.getSpec() == null || EXTERNAL_NAME.equals(service.getSpec().getType())) {
      return invalid(
          name,
          Complaint.UNSUPPORTED,
          title + " is an ExternalName, which could lead anywhere; it is not followed");
    }
    ServicePort port =
        service.getSpec().getPorts().stream()
            .filter(
                each ->
                    portName == null
                        ? Objects.equals(each.getPort(), portNumber)
                        : portName.equals(each.getName()))
            .findFirst()
            .orElse(null);
    if (port == null) {
      String wanted = portName == null ? String.valueOf(portNumber) : portName;
      return invalid(name, Complaint.NO_PORT, title + " has no port " + wanted);
    }
    return new Backend(
        name, endpoints(cluster.slicesOf(namespace, name), port.getName()), null, null);
  }

  /** The addresses of all pods of Services, whether they are ready or not: those ask us, too. */
  static Set<String> addresses(Snapshot cluster, String namespace, List<String> services) {
    return services.stream()
        .flatMap(service -> cluster.slicesOf(namespace, service).stream())
        .flatMap(slice -> slice.getEndpoints().stream())
        .flatMap(endpoint -> endpoint.getAddresses().stream())
        .collect(Collectors.toSet());
  }

  /** Those that are ready; when none is, those that end but still serve. */
  private static List<Endpoint> endpoints(List<EndpointSlice> slices, String portName) {
    List<Endpoint> ready = select(slices, portName, each -> !Boolean.FALSE.equals(each.getReady()));
    return ready.isEmpty() ? select(slices, portName, Backend::leaving) : ready;
  }

  private static boolean leaving(EndpointConditions conditions) {
    return Boolean.TRUE.equals(conditions.getServing())
        && Boolean.TRUE.equals(conditions.getTerminating());
  }

  private static List<Endpoint> select(
      List<EndpointSlice> slices, String portName, Predicate<EndpointConditions> wanted) {
    List<Endpoint> found = new ArrayList<>();
    for (EndpointSlice slice : slices) {
      for (EndpointPort port : slice.getPorts()) {
        if (port.getPort() != null && sameName(port.getName(), portName)) {
          slice.getEndpoints().stream()
              .filter(
                  each ->
                      wanted.test(
                          Objects.requireNonNullElseGet(
                              each.getConditions(), EndpointConditions::new)))
              .flatMap(each -> each.getAddresses().stream().limit(1))
              .map(address -> new Endpoint(address, port.getPort(), false))
              .forEach(found::add);
        }
      }
    }
    return found.stream().distinct().sorted(ORDER).toList();
  }

  private static boolean sameName(String one, String other) {
    return Objects.requireNonNullElse(one, "").equals(Objects.requireNonNullElse(other, ""));
  }
}
