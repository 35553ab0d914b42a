package dev.dizhtime.gateway.kubernetes;

import dev.dizhtime.gateway.routing.RoutePolicy;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.Gateway;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRouteStatusBuilder;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.ParentReference;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.RouteParentStatus;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.RouteParentStatusBuilder;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** HTTPRoutes: to which listeners they come, for which hosts, and what their status says of it. */
final class HttpRouteCompiler {
  private final Snapshot cluster;
  private final Collection<Gateway> gateways;
  private final List<OwnListener> listeners;
  private final Compiler.Draft draft;
  private final Grants grants;
  private final String now;

  /** Where a route came to through one of its parents. */
  private record Attached(Map<OwnListener, Set<String>> hosts, String refusal) {}

  HttpRouteCompiler(
      Snapshot cluster,
      Collection<Gateway> gateways,
      List<OwnListener> listeners,
      Compiler.Draft draft,
      Grants grants,
      String now) {
    this.cluster = cluster;
    this.gateways = gateways;
    this.listeners = listeners;
    this.draft = draft;
    this.grants = grants;
    this.now = now;
  }

  void compile() {
    cluster.httpRoutes().stream()
        .filter(each -> each.getSpec() != null)
        .sorted(Meta.BY_AGE)
        .forEach(this::compile);
  }

  private void compile(HTTPRoute route) {
    Map<ParentReference, Attached> ours = new LinkedHashMap<>();
    for (ParentReference parent :
        Objects.requireNonNullElse(route.getSpec().getParentRefs(), List.<ParentReference>of())) {
      Gateway gateway = gateway(route, parent);
      if (gateway != null) {
        ours.put(parent, attach(route, parent, gateway));
      }
    }
    if (ours.isEmpty()) {
      return;
    }
    RoutePolicy policy = policy(route);
    HttpRules rules = new HttpRules(cluster, grants, route, policy);
    rules.read();
    ours.values().stream()
        .flatMap(each -> each.hosts().entrySet().stream())
        .forEach(each -> draft.claims.addAll(rules.claims(each.getKey(), each.getValue())));
    status(route, ours, rules);
  }

  private RoutePolicy policy(HTTPRoute route) {
    PolicyAnnotations.Read read = PolicyAnnotations.read(Meta.annotations(route));
    read.complaints().forEach(each -> draft.complain(route, Complaint.BAD_ANNOTATION, each));
    return read.policy();
  }

  /** A Gateway of ours; null for other parents. */
  private Gateway gateway(HTTPRoute route, ParentReference parent) {
    String group = Objects.requireNonNullElse(parent.getGroup(), Grants.GROUP);
    String kind = Objects.requireNonNullElse(parent.getKind(), "Gateway");
    String namespace = Objects.requireNonNullElse(parent.getNamespace(), Meta.namespace(route));
    return gateways.stream()
        .filter(_ -> group.equals(Grants.GROUP) && kind.equals("Gateway"))
        .filter(each -> namespace.equals(Meta.namespace(each)))
        .filter(each -> Meta.name(each).equals(parent.getName()))
        .findFirst()
        .orElse(null);
  }

  private Attached attach(HTTPRoute route, ParentReference parent, Gateway gateway) {
    List<OwnListener> meant =
        listeners.stream().filter(each -> each.gateway == gateway && each.meantBy(parent)).toList();
    if (meant.isEmpty()) {
      return new Attached(Map.of(), "NoMatchingParent");
    }
    String namespace = Meta.namespace(route);
    Map<String, String> labels = cluster.labelsOf(namespace);
    List<OwnListener> open =
        meant.stream()
            .filter(each -> each.takesHttpRoutes() && each.opensTo(namespace, labels))
            .toList();
    if (open.isEmpty()) {
      return new Attached(Map.of(), "NotAllowedByListeners");
    }
    List<String> names =
        Objects.requireNonNullElse(route.getSpec().getHostnames(), List.<String>of()).stream()
            .map(each -> each.toLowerCase(Locale.ROOT))
            .toList();
    Map<OwnListener, Set<String>> hosts = new LinkedHashMap<>();
    for (OwnListener each : open) {
      Set<String> common = Hostnames.common(each.hostname, names);
      if (!common.isEmpty()) {
        each.attachedRoutes++;
        hosts.put(each, common);
      }
    }
    return new Attached(hosts, hosts.isEmpty() ? "NoMatchingListenerHostname" : null);
  }

  private void status(HTTPRoute route, Map<ParentReference, Attached> ours, HttpRules rules) {
    List<RouteParentStatus> before =
        route.getStatus() == null || route.getStatus().getParents() == null
            ? List.of()
            : route.getStatus().getParents();
    // What other controllers say of it is theirs.
    List<RouteParentStatus> after =
        new ArrayList<>(
            before.stream()
                .filter(each -> !OwnClasses.CONTROLLER.equals(each.getControllerName()))
                .toList());
    ours.forEach(
        (parent, attached) ->
            after.add(
                new RouteParentStatusBuilder()
                    .withControllerName(OwnClasses.CONTROLLER)
                    .withParentRef(parent)
                    .withConditions(conditions(route, attached, rules, was(before, parent)))
                    .build()));
    if (!after.equals(before)) {
      draft.statuses.add(
          new OwedStatus(route, new HTTPRouteStatusBuilder().withParents(after).build()));
    }
  }

  private static List<Condition> was(List<RouteParentStatus> before, ParentReference parent) {
    return before.stream()
        .filter(each -> OwnClasses.CONTROLLER.equals(each.getControllerName()))
        .filter(each -> parent.equals(each.getParentRef()))
        .map(RouteParentStatus::getConditions)
        .findFirst()
        .orElse(null);
  }

  private List<Condition> conditions(
      HTTPRoute route, Attached attached, HttpRules rules, List<Condition> was) {
    String refusal = attached.refusal();
    if (refusal == null && rules.allUnsupported()) {
      refusal = "UnsupportedValue";
    }
    Verdicts verdicts =
        new Verdicts(Meta.generation(route), was, now)
            .add(
                "Accepted",
                refusal == null,
                refusal == null ? "Accepted" : refusal,
                refusal == null ? "" : Objects.requireNonNullElse(rules.unsupported(), ""))
            .add(
                "ResolvedRefs",
                rules.unresolved() == null,
                rules.unresolved() == null ? "ResolvedRefs" : rules.unresolved(),
                Objects.requireNonNullElse(rules.unresolvedWhy(), ""));
    if (refusal == null && rules.unsupported() != null) {
      verdicts.add("PartiallyInvalid", true, "UnsupportedValue", rules.unsupported());
    }
    return verdicts.list();
  }
}
