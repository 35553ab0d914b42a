package dev.dizhtime.gateway.kubernetes;

import dev.dizhtime.gateway.routing.Conditions;
import dev.dizhtime.gateway.routing.Endpoint;
import dev.dizhtime.gateway.routing.PathForm;
import dev.dizhtime.gateway.routing.PathMatch;
import dev.dizhtime.gateway.routing.Refinement;
import dev.dizhtime.gateway.routing.Route;
import dev.dizhtime.gateway.routing.RoutePolicy;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPBackendRef;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPHeaderMatch;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPPathMatch;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPQueryParamMatch;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRouteMatch;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRouteRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * The rules of one HTTPRoute. A match that can't be understood is left out; a filter that can't be
 * done refuses its rule's requests, for the filter may have been there to protect something.
 */
final class HttpRules {
  private static final int INTERNAL_ERROR = 500;

  private final Snapshot cluster;
  private final Grants grants;
  private final HTTPRoute route;
  private final RoutePolicy policy;
  private final List<Rule> rules = new ArrayList<>();
  private String unsupported;
  private String unresolved;
  private String unresolvedWhy;

  /** One match of a rule; the scheme and the host are those of the listeners. */
  private record Match(PathMatch match, String path, Conditions conditions) {}

  private record Rule(
      List<Match> matches,
      String service,
      List<Endpoint> endpoints,
      List<Refinement.Share> shares,
      HttpFilters.Read filters,
      int refusal) {}

  HttpRules(Snapshot cluster, Grants grants, HTTPRoute route, RoutePolicy policy) {
    this.cluster = cluster;
    this.grants = grants;
    this.route = route;
    this.policy = policy;
  }

  void read() {
    Objects.requireNonNullElse(route.getSpec().getRules(), List.<HTTPRouteRule>of()).stream()
        .map(this::rule)
        .forEach(rules::add);
  }

  /** What is not understood or not done here; null when all is. */
  String unsupported() {
    return unsupported;
  }

  /** Whether nothing is left of it. */
  boolean allUnsupported() {
    return unsupported != null
        && rules.stream().allMatch(each -> each.matches().isEmpty() || each.filters() == null);
  }

  /** Why a reference leads nowhere, in one word; null when none does. */
  String unresolved() {
    return unresolved;
  }

  String unresolvedWhy() {
    return unresolvedWhy;
  }

  private Rule rule(HTTPRouteRule rule) {
    List<Match> matches = new ArrayList<>();
    if (rule.getMatches() == null || rule.getMatches().isEmpty()) {
      matches.add(new Match(PathMatch.PREFIX, "/", Conditions.NONE));
    } else {
      rule.getMatches().stream().map(this::match).filter(Objects::nonNull).forEach(matches::add);
    }
    HttpFilters.Read filters = null;
    try {
      filters = HttpFilters.read(rule.getFilters());
    } catch (IllegalArgumentException e) {
      unsupported = e.getMessage();
    }
    List<Refinement.Share> shares = new ArrayList<>();
    String service = "none";
    for (HTTPBackendRef each :
        Objects.requireNonNullElse(rule.getBackendRefs(), List.<HTTPBackendRef>of())) {
      Backend backend = backend(each);
      service = backend.service();
      int weight = Math.clamp(Objects.requireNonNullElse(each.getWeight(), 1), 0, 1_000_000);
      shares.add(new Refinement.Share(weight, backend.endpoints(), backend.valid()));
    }
    boolean redirects = filters != null && filters.redirect() != null;
    boolean refused = filters == null || shares.isEmpty() && !redirects;
    boolean plain =
        shares.size() == 1 && shares.getFirst().valid() && shares.getFirst().weight() > 0;
    return new Rule(
        matches,
        service,
        plain ? shares.getFirst().endpoints() : List.of(),
        plain ? List.of() : shares,
        filters,
        refused ? INTERNAL_ERROR : 0);
  }

  private Match match(HTTPRouteMatch match) {
    HTTPPathMatch path = match.getPath();
    String type = path == null || path.getType() == null ? "PathPrefix" : path.getType();
    String text = path == null || path.getValue() == null ? "/" : path.getValue();
    boolean known = type.equals("Exact") || type.equals("PathPrefix");
    if (!known || !PathForm.normal(text)) {
      unsupported = "path " + type + " " + text + " is not understood";
      return null;
    }
    List<Conditions.Pair> headers = new ArrayList<>();
    List<Conditions.Pair> query = new ArrayList<>();
    boolean exact = true;
    for (var each : Objects.requireNonNullElse(match.getHeaders(), List.<HTTPHeaderMatch>of())) {
      exact &= isExact(each.getType());
      headers.add(new Conditions.Pair(each.getName(), each.getValue()));
    }
    for (var each :
        Objects.requireNonNullElse(match.getQueryParams(), List.<HTTPQueryParamMatch>of())) {
      exact &= isExact(each.getType());
      query.add(new Conditions.Pair(each.getName(), each.getValue()));
    }
    if (!exact) {
      unsupported = "only exact values of headers and query parameters are understood";
      return null;
    }
    String method = Objects.requireNonNullElse(match.getMethod(), "");
    return new Match(
        type.equals("Exact") ? PathMatch.EXACT : PathMatch.PREFIX,
        text,
        Conditions.of("", method, headers, query));
  }

  private static boolean isExact(String type) {
    return type == null || type.equals("Exact");
  }

  private Backend backend(HTTPBackendRef to) {
    String from = Meta.namespace(route);
    String namespace = Objects.requireNonNullElse(to.getNamespace(), from);
    boolean service =
        "Service".equals(Objects.requireNonNullElse(to.getKind(), "Service"))
            && Objects.requireNonNullElse(to.getGroup(), "").isEmpty();
    if (!service) {
      return wrong(to, "InvalidKind", "only Services can be led to");
    }
    if (to.getFilters() != null && !to.getFilters().isEmpty()) {
      unsupported = "filters of a single backend are not done";
      return wrong(to, "UnsupportedValue", unsupported);
    }
    if (!grants.allow("HTTPRoute", from, "Service", namespace, to.getName())) {
      return wrong(
          to,
          "RefNotPermitted",
          "no ReferenceGrant allows Service " + namespace + "/" + to.getName());
    }
    Backend found = Backend.find(cluster, namespace, to.getName(), null, to.getPort());
    return found.valid() ? found : wrong(to, "BackendNotFound", found.message());
  }

  private Backend wrong(HTTPBackendRef to, String reason, String why) {
    if (unresolved == null) {
      unresolved = reason;
      unresolvedWhy = why;
    }
    return Backend.invalid(to.getName(), reason, why);
  }

  /** What it asks for at a listener. */
  List<Claim> claims(OwnListener listener, Set<String> hosts) {
    List<Claim> claims = new ArrayList<>();
    int place = 0;
    for (Rule rule : rules) {
      for (Match match : rule.matches()) {
        place++;
        for (String host : hosts) {
          claims.add(new Claim(route(listener, host, rule, match), route, Claim.RULE, place));
        }
      }
    }
    return claims;
  }

  private Route route(OwnListener listener, String host, Rule rule, Match match) {
    Conditions asked = match.conditions();
    Conditions conditions =
        Conditions.of(listener.scheme(), asked.method(), asked.headers(), asked.query());
    Refinement refinement =
        new Refinement(
            conditions,
            rule.shares(),
            rule.filters() == null ? Refinement.HeaderChanges.NONE : rule.filters().headers(),
            rule.filters() == null ? null : rule.filters().redirectAt(listener),
            rule.refusal());
    return new Route(
        Hostnames.inTable(host),
        match.path(),
        match.match(),
        rule.service(),
        rule.endpoints(),
        policy,
        refinement);
  }
}
