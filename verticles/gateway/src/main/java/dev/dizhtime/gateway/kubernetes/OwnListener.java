package dev.dizhtime.gateway.kubernetes;

import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.LabelSelectorRequirement;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.AllowedRoutes;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.Gateway;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.Listener;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.ParentReference;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.RouteGroupKind;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** A listener of a Gateway of ours, and what has come to it. Used by one thread. */
final class OwnListener {
  private static final String KIND = "HTTPRoute";

  final Gateway gateway;
  final Listener listener;
  final String hostname;
  int attachedRoutes;

  OwnListener(Gateway gateway, Listener listener) {
    this.gateway = gateway;
    this.listener = listener;
    this.hostname = Objects.requireNonNullElse(listener.getHostname(), "").toLowerCase(Locale.ROOT);
  }

  /** http or https; null for what is not spoken here. */
  String scheme() {
    return switch (String.valueOf(listener.getProtocol())) {
      case "HTTP" -> "http";
      case "HTTPS" -> "https";
      default -> null;
    };
  }

  /** Whether a route means it. */
  boolean meantBy(ParentReference parent) {
    return (parent.getSectionName() == null || parent.getSectionName().equals(listener.getName()))
        && (parent.getPort() == null || parent.getPort().equals(listener.getPort()));
  }

  /** Whether two of one Gateway could not be told apart by a request. */
  boolean conflictsWith(OwnListener other) {
    return this != other
        && Objects.equals(listener.getPort(), other.listener.getPort())
        && (hostname.equals(other.hostname)
            || !Objects.equals(listener.getProtocol(), other.listener.getProtocol()));
  }

  private AllowedRoutes allowed() {
    return Objects.requireNonNullElseGet(listener.getAllowedRoutes(), AllowedRoutes::new);
  }

  /** The kinds of routes that it asks for. */
  private List<RouteGroupKind> kinds() {
    return Objects.requireNonNullElse(allowed().getKinds(), List.of());
  }

  private static boolean known(RouteGroupKind kind) {
    return KIND.equals(kind.getKind())
        && Grants.GROUP.equals(Objects.requireNonNullElse(kind.getGroup(), Grants.GROUP));
  }

  boolean asksForUnknownKinds() {
    return !kinds().stream().allMatch(OwnListener::known);
  }

  /** Whether it takes routes of the kind that we know. */
  boolean takesHttpRoutes() {
    return kinds().isEmpty() || kinds().stream().anyMatch(OwnListener::known);
  }

  /** Whether routes of a namespace may come to it. */
  boolean opensTo(String namespace, Map<String, String> labels) {
    var namespaces = allowed().getNamespaces();
    String from =
        namespaces == null ? "Same" : Objects.requireNonNullElse(namespaces.getFrom(), "Same");
    return switch (from) {
      case "All" -> true;
      case "Selector" ->
          namespaces.getSelector() != null && selects(namespaces.getSelector(), labels);
      case "Same" -> namespace.equals(Meta.namespace(gateway));
      default -> false;
    };
  }

  private static boolean selects(LabelSelector selector, Map<String, String> labels) {
    Map<String, String> wanted = Objects.requireNonNullElse(selector.getMatchLabels(), Map.of());
    return labels.entrySet().containsAll(wanted.entrySet())
        && Objects.requireNonNullElse(
                selector.getMatchExpressions(), List.<LabelSelectorRequirement>of())
            .stream()
            .allMatch(each -> holds(each, labels.get(each.getKey())));
  }

  private static boolean holds(LabelSelectorRequirement wanted, String value) {
    return switch (wanted.getOperator()) {
      case "In" -> value != null && wanted.getValues().contains(value);
      case "NotIn" -> value == null || !wanted.getValues().contains(value);
      case "Exists" -> value != null;
      case "DoesNotExist" -> value == null;
      default -> false;
    };
  }
}
