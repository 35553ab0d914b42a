package dev.dizhtime.gateway.kubernetes;

import dev.dizhtime.gateway.routing.Conditions;
import dev.dizhtime.gateway.routing.PathMatch;
import dev.dizhtime.gateway.routing.Route;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * A route that an object asks for.
 *
 * @param rank of two for the same requests the smaller one counts, whoever is older
 * @param place where it stands in its object
 */
record Claim(Route route, HasMetadata owner, int rank, int place) {
  /** Written down as a rule. */
  static final int RULE = 0;

  /** For what no rule is for. */
  static final int DEFAULT_BACKEND = 1;

  /** Keeps what a listener does not serve from whoever serves all hosts. */
  static final int CLOSED = 2;

  /** Precedence as the Gateway API has it; of Ingresses only the age counts here. */
  private static final Comparator<Claim> PRECEDENCE =
      Comparator.comparingInt(Claim::rank)
          .thenComparing(each -> conditions(each).method().isEmpty())
          .thenComparing(each -> -conditions(each).headers().size())
          .thenComparing(each -> -conditions(each).query().size())
          .thenComparing(Claim::owner, Meta.BY_AGE)
          .thenComparingInt(Claim::place);

  private record Key(String host, String path, PathMatch match, Conditions conditions) {}

  private static Conditions conditions(Claim claim) {
    return claim.route().refinement().conditions();
  }

  private Key key() {
    String path = route.path();
    boolean slash = route.match() == PathMatch.PREFIX && path.endsWith("/");
    return new Key(
        route.host(),
        slash ? path.substring(0, path.length() - 1) : path,
        route.match(),
        conditions(this));
  }

  /** The routes that count, in the order in which they are tried. */
  static List<Route> settle(List<Claim> claims, Consumer<Complaint> complaints) {
    List<Route> settled = new ArrayList<>();
    Map<Key, Claim> taken = new HashMap<>();
    for (Claim each : claims.stream().sorted(PRECEDENCE).toList()) {
      Claim other = taken.putIfAbsent(each.key(), each);
      if (other == null) {
        settled.add(each.route());
      } else if (each.rank() == other.rank() && each.rank() != CLOSED) {
        complaints.accept(
            new Complaint(
                each.owner(),
                Complaint.CONFLICT,
                "%s%s belongs to %s %s already, which is older or named first"
                    .formatted(
                        each.route().host(),
                        each.rank() == RULE ? each.route().path() : " (default backend)",
                        other.owner().getKind(),
                        Meta.title(other.owner()))));
      }
    }
    return List.copyOf(settled);
  }
}
