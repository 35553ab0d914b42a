package dev.dizhtime.gateway.kubernetes;

import dev.dizhtime.gateway.routing.PathForm;
import dev.dizhtime.gateway.routing.PathMatch;
import dev.dizhtime.gateway.routing.Route;
import dev.dizhtime.gateway.routing.RoutePolicy;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.networking.v1.HTTPIngressPath;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.IngressBackend;
import io.fabric8.kubernetes.api.model.networking.v1.IngressLoadBalancerIngress;
import io.fabric8.kubernetes.api.model.networking.v1.IngressLoadBalancerIngressBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.IngressRule;
import io.fabric8.kubernetes.api.model.networking.v1.IngressServiceBackend;
import io.fabric8.kubernetes.api.model.networking.v1.IngressStatus;
import io.fabric8.kubernetes.api.model.networking.v1.IngressStatusBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.IngressTLS;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * Ingresses (networking.k8s.io/v1) of our classes. What leads to a Service that is not there is a
 * route without endpoints, which answers 503: another route in its place could be one that was
 * never meant for these requests.
 */
final class IngressCompiler {
  private static final String ALL_HOSTS = "";
  private static final String ROOT = "/";
  private static final Pattern PATTERN = Pattern.compile("[*()$]");
  private static final Pattern HOST =
      Pattern.compile("(\\*\\.)?[a-z0-9]([a-z0-9-]*[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*");

  private final Snapshot cluster;
  private final TlsSecrets secrets;
  private final List<IngressLoadBalancerIngress> addresses;
  private final Compiler.Draft draft;

  IngressCompiler(
      Snapshot cluster, TlsSecrets secrets, List<String> addresses, Compiler.Draft draft) {
    this.cluster = cluster;
    this.secrets = secrets;
    this.addresses = addresses.stream().map(IngressCompiler::address).toList();
    this.draft = draft;
  }

  private static IngressLoadBalancerIngress address(String text) {
    var made = new IngressLoadBalancerIngressBuilder();
    return (Published.isAddress(text) ? made.withIp(text) : made.withHostname(text)).build();
  }

  void compile() {
    OwnClasses classes = new OwnClasses(cluster.ingressClasses());
    cluster.ingresses().stream()
        .filter(each -> each.getSpec() != null && classes.has(each))
        .sorted(Meta.BY_AGE)
        .forEach(this::compile);
  }

  private void compile(Ingress ingress) {
    PolicyAnnotations.Read policy = PolicyAnnotations.read(Meta.annotations(ingress));
    policy.complaints().forEach(each -> complain(ingress, Complaint.BAD_ANNOTATION, each));
    int place = 0;
    for (IngressRule rule : ingress.getSpec().getRules()) {
      place = rule(ingress, rule, policy.policy(), place);
    }
    IngressBackend standard = ingress.getSpec().getDefaultBackend();
    if (standard != null) {
      claim(ingress, ALL_HOSTS, standard, policy.policy(), place);
    }
    ingress.getSpec().getTls().forEach(each -> certificate(ingress, each));
    status(ingress);
  }

  private int rule(Ingress ingress, IngressRule rule, RoutePolicy policy, int firstPlace) {
    int place = firstPlace;
    String host = Objects.requireNonNullElse(rule.getHost(), ALL_HOSTS).toLowerCase(Locale.ROOT);
    if (!host.isEmpty() && !HOST.matcher(host).matches()) {
      complain(ingress, Complaint.BAD_HOST, "host " + host + " is no name that a request can have");
      return place;
    }
    if (rule.getHttp() == null) {
      if (ingress.getSpec().getDefaultBackend() != null) {
        claim(ingress, host, ingress.getSpec().getDefaultBackend(), policy, place++);
      }
      return place;
    }
    for (HTTPIngressPath path : rule.getHttp().getPaths()) {
      String text = Objects.requireNonNullElse(path.getPath(), ROOT);
      text = text.isEmpty() ? ROOT : text;
      if (PathForm.normal(text) && !isPattern(path.getPathType(), text)) {
        Backend backend = backend(ingress, path.getBackend());
        boolean exact = "Exact".equals(path.getPathType());
        PathMatch match = exact ? PathMatch.EXACT : PathMatch.PREFIX;
        add(
            ingress,
            new Route(host, text, match, backend.service(), backend.endpoints(), policy),
            Claim.RULE,
            place++);
      } else {
        complain(
            ingress,
            Complaint.BAD_PATH,
            "path "
                + text
                + " is not in normal form, so no request could match; there are no"
                + " patterns in paths");
      }
    }
    return place;
  }

  /**
   * Letters of patterns may stand in paths too, but whoever leaves the type open means patterns.
   */
  private static boolean isPattern(String type, String path) {
    return "ImplementationSpecific".equals(type) && PATTERN.matcher(path).find();
  }

  /** For all that no rule is for. */
  private void claim(
      Ingress ingress, String host, IngressBackend to, RoutePolicy policy, int place) {
    Backend backend = backend(ingress, to);
    Route route =
        new Route(host, ROOT, PathMatch.PREFIX, backend.service(), backend.endpoints(), policy);
    add(ingress, route, Claim.DEFAULT_BACKEND, place);
  }

  private void add(Ingress ingress, Route route, int rank, int place) {
    draft.claims.add(new Claim(route, ingress, rank, place));
  }

  private Backend backend(Ingress ingress, IngressBackend to) {
    IngressServiceBackend service = to == null ? null : to.getService();
    Backend backend =
        service == null || service.getPort() == null
            ? Backend.invalid(
                "none", Complaint.UNSUPPORTED, "a backend must be a Service with a port")
            : Backend.find(
                cluster,
                Meta.namespace(ingress),
                service.getName(),
                service.getPort().getName(),
                service.getPort().getNumber());
    if (!backend.valid()) {
      complain(ingress, backend.reason(), backend.message());
    }
    return backend;
  }

  /** Of two for one host the older Ingress's counts. */
  private void certificate(Ingress ingress, IngressTLS tls) {
    if (tls.getSecretName() == null) {
      return;
    }
    String title = "Secret " + Meta.namespace(ingress) + "/" + tls.getSecretName();
    Secret secret = cluster.secret(Meta.namespace(ingress), tls.getSecretName());
    if (secret == null) {
      complain(ingress, Complaint.NO_SECRET, title + " does not exist");
      return;
    }
    TlsSecrets.Read read = secrets.read(secret);
    if (read.certificate() == null) {
      complain(ingress, Complaint.BAD_SECRET, title + ": " + read.problem());
      return;
    }
    List<String> hosts =
        tls.getHosts() == null || tls.getHosts().isEmpty()
            ? read.certificate().names()
            : tls.getHosts();
    hosts.forEach(
        host -> draft.certificates.putIfAbsent(host.toLowerCase(Locale.ROOT), read.certificate()));
  }

  private void status(Ingress ingress) {
    IngressStatus status = ingress.getStatus();
    List<IngressLoadBalancerIngress> told =
        status == null || status.getLoadBalancer() == null
            ? List.of()
            : status.getLoadBalancer().getIngress();
    if (!addresses.isEmpty() && !told.equals(addresses)) {
      draft.statuses.add(
          new OwedStatus(
              ingress,
              new IngressStatusBuilder()
                  .withNewLoadBalancer()
                  .withIngress(addresses)
                  .endLoadBalancer()
                  .build()));
    }
  }

  private void complain(HasMetadata about, String reason, String message) {
    draft.complain(about, reason, message);
  }
}
