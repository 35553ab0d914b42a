package dev.dizhtime.gateway.kubernetes;

import io.fabric8.kubernetes.api.model.gatewayapi.v1beta1.ReferenceGrant;
import java.util.Collection;
import java.util.Objects;

/** Which references into other namespaces their owners allow (ReferenceGrant). */
final class Grants {
  static final String GROUP = "gateway.networking.k8s.io";

  private final Collection<ReferenceGrant> grants;

  Grants(Collection<ReferenceGrant> grants) {
    this.grants = grants;
  }

  /** Whether an object of the Gateway API may refer to something of the group "". */
  boolean allow(
      String fromKind, String fromNamespace, String toKind, String toNamespace, String toName) {
    return fromNamespace.equals(toNamespace)
        || grants.stream()
            .filter(each -> each.getSpec() != null && toNamespace.equals(Meta.namespace(each)))
            .anyMatch(
                each ->
                    each.getSpec().getFrom().stream()
                            .anyMatch(
                                from ->
                                    GROUP.equals(from.getGroup())
                                        && fromKind.equals(from.getKind())
                                        && fromNamespace.equals(from.getNamespace()))
                        && each.getSpec().getTo().stream()
                            .anyMatch(
                                to ->
                                    Objects.requireNonNullElse(to.getGroup(), "").isEmpty()
                                        && toKind.equals(to.getKind())
                                        && (to.getName() == null || to.getName().equals(toName))));
  }
}
