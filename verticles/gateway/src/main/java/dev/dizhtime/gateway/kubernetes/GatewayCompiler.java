package dev.dizhtime.gateway.kubernetes;

import dev.dizhtime.gateway.routing.Conditions;
import dev.dizhtime.gateway.routing.PathMatch;
import dev.dizhtime.gateway.routing.Refinement;
import dev.dizhtime.gateway.routing.Route;
import dev.dizhtime.gateway.routing.RoutePolicy;
import dev.dizhtime.gateway.tls.CertificateStore;
import dev.dizhtime.gateway.tls.ServerCertificate;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.Gateway;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.GatewayClass;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.GatewayClassStatusBuilder;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.GatewayStatus;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.GatewayStatusAddress;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.GatewayStatusAddressBuilder;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.GatewayStatusBuilder;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.ListenerStatus;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.ListenerStatusBuilder;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.RouteGroupKind;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.SecretObjectReference;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Gateways (gateway.networking.k8s.io/v1) of our classes: their listeners, with certificates. What
 * listens are the gateway's own two ports; a listener's port is what clients see.
 */
final class GatewayCompiler {
  private static final int NOT_FOUND = 404;
  private static final String ACCEPTED = "Accepted";
  private static final String PROGRAMMED = "Programmed";
  private static final String RESOLVED = "ResolvedRefs";

  private final Snapshot cluster;
  private final TlsSecrets secrets;
  private final List<String> addresses;
  private final Compiler.Draft draft;
  private final Grants grants;
  private final String now;
  private final Map<Gateway, List<Judged>> gateways = new LinkedHashMap<>();

  /** What is wrong with a listener; a null reason when nothing is. */
  private record Judged(OwnListener own, String refusal, String unresolved, String why) {
    boolean good() {
      return refusal == null && unresolved == null;
    }
  }

  GatewayCompiler(
      Snapshot cluster,
      TlsSecrets secrets,
      List<String> addresses,
      Compiler.Draft draft,
      String now) {
    this.cluster = cluster;
    this.secrets = secrets;
    this.addresses = addresses;
    this.draft = draft;
    this.grants = new Grants(cluster.grants());
    this.now = now;
  }

  void compile() {
    Set<String> classes =
        cluster.gatewayClasses().stream()
            .filter(
                each ->
                    each.getSpec() != null
                        && OwnClasses.CONTROLLER.equals(each.getSpec().getControllerName()))
            .peek(this::accept)
            .map(Meta::name)
            .collect(Collectors.toSet());
    List<OwnListener> open = new ArrayList<>();
    cluster.gateways().stream()
        .filter(each -> each.getSpec() != null)
        .filter(each -> classes.contains(each.getSpec().getGatewayClassName()))
        .sorted(Meta.BY_AGE)
        .forEach(each -> open.addAll(listeners(each)));
    new HttpRouteCompiler(cluster, gateways.keySet(), open, draft, grants, now).compile();
    gateways.forEach(this::status);
  }

  private void accept(GatewayClass own) {
    List<Condition> before = own.getStatus() == null ? null : own.getStatus().getConditions();
    List<Condition> after =
        new Verdicts(Meta.generation(own), before, now)
            .add(ACCEPTED, true, ACCEPTED, "served by DizhTime's gateway")
            .list();
    if (!after.equals(before)) {
      draft.statuses.add(
          new OwedStatus(own, new GatewayClassStatusBuilder().withConditions(after).build()));
    }
  }

  /** Those that routes may come to. */
  private List<OwnListener> listeners(Gateway gateway) {
    List<OwnListener> own =
        gateway.getSpec().getListeners().stream()
            .map(each -> new OwnListener(gateway, each))
            .toList();
    List<Judged> judged = own.stream().map(each -> judge(each, own)).toList();
    gateways.put(gateway, judged);
    List<OwnListener> open =
        judged.stream().filter(each -> each.refusal() == null).map(Judged::own).toList();
    open.forEach(this::close);
    return open;
  }

  private Judged judge(OwnListener own, List<OwnListener> all) {
    if (own.scheme() == null) {
      return new Judged(own, "UnsupportedProtocol", null, "only HTTP and HTTPS are spoken here");
    }
    if (all.stream().anyMatch(own::conflictsWith)) {
      return new Judged(
          own, "HostnameConflict", null, "another listener has the same port and host name");
    }
    if (own.asksForUnknownKinds()) {
      return new Judged(own, null, "InvalidRouteKinds", "only HTTPRoutes are served here");
    }
    return own.scheme().equals("https") ? certificate(own) : new Judged(own, null, null, null);
  }

  private Judged certificate(OwnListener own) {
    var tls = own.listener.getTls();
    boolean ends =
        tls != null && "Terminate".equals(Objects.requireNonNullElse(tls.getMode(), "Terminate"));
    if (!ends || tls.getCertificateRefs() == null || tls.getCertificateRefs().isEmpty()) {
      return new Judged(
          own, null, "InvalidCertificateRef", "TLS must end here, with a certificate");
    }
    SecretObjectReference to = tls.getCertificateRefs().getFirst();
    String from = Meta.namespace(own.gateway);
    String namespace = Objects.requireNonNullElse(to.getNamespace(), from);
    String title = "Secret " + namespace + "/" + to.getName();
    boolean secretKind =
        "Secret".equals(Objects.requireNonNullElse(to.getKind(), "Secret"))
            && Objects.requireNonNullElse(to.getGroup(), "").isEmpty();
    if (!grants.allow("Gateway", from, "Secret", namespace, to.getName())) {
      return new Judged(own, null, "RefNotPermitted", "no ReferenceGrant allows " + title);
    }
    Secret secret = secretKind ? cluster.secret(namespace, to.getName()) : null;
    if (secret == null) {
      return new Judged(own, null, "InvalidCertificateRef", title + " does not exist");
    }
    TlsSecrets.Read read = secrets.read(secret);
    if (read.certificate() == null) {
      return new Judged(own, null, "InvalidCertificateRef", title + ": " + read.problem());
    }
    use(own, read.certificate());
    return new Judged(own, null, null, null);
  }

  private void use(OwnListener own, ServerCertificate certificate) {
    if (own.hostname.isEmpty()) {
      certificate.names().forEach(name -> draft.certificates.putIfAbsent(name, certificate));
      draft.certificates.putIfAbsent(CertificateStore.DEFAULT, certificate);
    } else {
      draft.certificates.putIfAbsent(own.hostname, certificate);
    }
  }

  /** What a listener's routes do not serve is nobody else's either. */
  private void close(OwnListener own) {
    if (!own.hostname.isEmpty()) {
      Conditions conditions = Conditions.of(own.scheme(), "", List.of(), List.of());
      Refinement closed =
          new Refinement(conditions, List.of(), Refinement.HeaderChanges.NONE, null, NOT_FOUND);
      Route route =
          new Route(
              Hostnames.inTable(own.hostname),
              "/",
              PathMatch.PREFIX,
              "none",
              List.of(),
              RoutePolicy.OPEN,
              closed);
      draft.claims.add(new Claim(route, own.gateway, Claim.CLOSED, 0));
    }
  }

  private void status(Gateway gateway, List<Judged> judged) {
    GatewayStatus before = Objects.requireNonNullElseGet(gateway.getStatus(), GatewayStatus::new);
    boolean any = judged.stream().anyMatch(Judged::good);
    boolean all = judged.stream().allMatch(Judged::good);
    boolean addressed = !addresses.isEmpty();
    List<Condition> conditions =
        new Verdicts(Meta.generation(gateway), before.getConditions(), now)
            .add(ACCEPTED, any, all ? ACCEPTED : "ListenersNotValid", all ? "" : "see listeners")
            .add(
                PROGRAMMED,
                any && addressed,
                !any ? "Invalid" : addressed ? PROGRAMMED : "AddressNotAssigned",
                any && addressed ? "" : "nobody is served")
            .list();
    List<ListenerStatus> listeners =
        judged.stream().map(each -> status(each, gateway, before)).toList();
    List<GatewayStatusAddress> at = addresses.stream().map(GatewayCompiler::address).toList();
    boolean same =
        conditions.equals(before.getConditions())
            && listeners.equals(before.getListeners())
            && at.equals(before.getAddresses());
    if (!same) {
      draft.statuses.add(
          new OwedStatus(
              gateway,
              new GatewayStatusBuilder()
                  .withConditions(conditions)
                  .withListeners(listeners)
                  .withAddresses(at)
                  .build()));
    }
  }

  private static GatewayStatusAddress address(String text) {
    return new GatewayStatusAddressBuilder()
        .withType(Published.isAddress(text) ? "IPAddress" : "Hostname")
        .withValue(text)
        .build();
  }

  private ListenerStatus status(Judged judged, Gateway gateway, GatewayStatus before) {
    String name = judged.own().listener.getName();
    List<Condition> was =
        Objects.requireNonNullElse(before.getListeners(), List.<ListenerStatus>of()).stream()
            .filter(each -> Objects.equals(each.getName(), name))
            .map(ListenerStatus::getConditions)
            .findFirst()
            .orElse(null);
    String why = Objects.requireNonNullElse(judged.why(), "");
    String refusal = judged.refusal();
    String unresolved = judged.unresolved();
    boolean conflicted = "HostnameConflict".equals(refusal);
    return new ListenerStatusBuilder()
        .withName(name)
        .withAttachedRoutes(judged.own().attachedRoutes)
        .withSupportedKinds(
            judged.own().takesHttpRoutes()
                ? List.of(new RouteGroupKind(Grants.GROUP, "HTTPRoute"))
                : List.of())
        .withConditions(
            new Verdicts(Meta.generation(gateway), was, now)
                .add(ACCEPTED, refusal == null, refusal == null ? ACCEPTED : refusal, why)
                .add(PROGRAMMED, judged.good(), judged.good() ? PROGRAMMED : "Invalid", why)
                .add(RESOLVED, unresolved == null, unresolved == null ? RESOLVED : unresolved, why)
                .add("Conflicted", conflicted, conflicted ? refusal : "NoConflicts", why)
                .list())
        .build();
  }
}
