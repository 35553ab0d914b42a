package dev.dizhtime.gateway.kubernetes;

import dev.dizhtime.gateway.routing.Route;
import dev.dizhtime.gateway.tls.ServerCertificate;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes routes, certificates, statuses and complaints of the cluster's objects: the same of the
 * same ones, in whatever order they came. Used by one thread at a time, for it remembers
 * certificates that it has read.
 */
final class Compiler {
  private final KubernetesSettings settings;
  private final Clock clock;
  private final TlsSecrets secrets = new TlsSecrets();

  /** What is gathered on the way. */
  static final class Draft {
    final List<Claim> claims = new ArrayList<>();
    final Map<String, ServerCertificate> certificates = new HashMap<>();
    final List<OwedStatus> statuses = new ArrayList<>();
    final List<Complaint> complaints = new ArrayList<>();

    void complain(HasMetadata about, String reason, String message) {
      complaints.add(new Complaint(about, reason, message));
    }
  }

  /** With a clock for the times in statuses; nothing else depends on it. */
  Compiler(KubernetesSettings settings, Clock clock) {
    this.settings = settings;
    this.clock = clock;
  }

  Compiled compile(Snapshot cluster) {
    Draft draft = new Draft();
    List<String> addresses = Published.of(settings, cluster);
    new IngressCompiler(cluster, secrets, addresses, draft).compile();
    String now = Instant.now(clock).truncatedTo(ChronoUnit.SECONDS).toString();
    new GatewayCompiler(cluster, secrets, addresses, draft, now).compile();
    secrets.forgetOthers();
    List<Route> routes = Claim.settle(draft.claims, draft.complaints::add);
    return new Compiled(routes, draft.certificates, draft.statuses, draft.complaints);
  }
}
