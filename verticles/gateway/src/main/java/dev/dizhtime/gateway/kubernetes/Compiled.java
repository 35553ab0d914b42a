package dev.dizhtime.gateway.kubernetes;

import dev.dizhtime.gateway.routing.Route;
import dev.dizhtime.gateway.tls.ServerCertificate;
import java.util.List;
import java.util.Map;

/**
 * What the cluster's objects come to.
 *
 * @param routes in the order in which they are tried
 * @param certificates by host, as the store has them
 * @param statuses that objects of ours should have and have not
 * @param complaints about objects
 */
record Compiled(
    List<Route> routes,
    Map<String, ServerCertificate> certificates,
    List<OwedStatus> statuses,
    List<Complaint> complaints) {
  Compiled {
    routes = List.copyOf(routes);
    certificates = Map.copyOf(certificates);
    statuses = List.copyOf(statuses);
    complaints = List.copyOf(complaints);
  }
}
