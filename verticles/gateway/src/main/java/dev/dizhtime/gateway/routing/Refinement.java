package dev.dizhtime.gateway.routing;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/**
 * What the Gateway API knows of a route beyond what files and Ingresses say.
 *
 * @param conditions when it counts
 * @param shares who gets how much of the requests; empty when the route's endpoints get all
 * @param headers what is changed of a request's headers on the way
 * @param redirect where clients are sent instead; null when requests are forwarded
 * @param refusal the status that all requests are refused with; 0 when they are not
 */
public record Refinement(
    Conditions conditions,
    List<Share> shares,
    HeaderChanges headers,
    Redirect redirect,
    int refusal) {
  /** Of a route that has host, path and endpoints only. */
  public static final Refinement NONE =
      new Refinement(Conditions.NONE, List.of(), HeaderChanges.NONE, null, 0);

  public Refinement {
    shares = List.copyOf(shares);
  }

  /**
   * A part of the requests.
   *
   * @param weight in relation to the others', 0 or more
   * @param valid whether there is such a service; when not, its requests are refused with 500
   */
  public record Share(int weight, List<Endpoint> endpoints, boolean valid) {
    public Share {
      endpoints = List.copyOf(endpoints);
    }
  }

  /** Headers to set, to add beside those that are there, and to remove; names in lower case. */
  public record HeaderChanges(
      Map<String, String> set, Map<String, String> add, List<String> remove) {
    public static final HeaderChanges NONE = new HeaderChanges(Map.of(), Map.of(), List.of());

    public HeaderChanges {
      set = Map.copyOf(set);
      add = Map.copyOf(add);
      remove = List.copyOf(remove);
    }
  }

  /**
   * Another address.
   *
   * @param scheme "" for the request's own
   * @param host "" for the request's own
   * @param port 0 for what is usual with the scheme
   * @param path in place of the request's; null for the request's own
   * @param prefix in place of the part that the route matched; null to leave it
   * @param status 301, 302, 303, 307 or 308
   */
  public record Redirect(
      String scheme, String host, int port, String path, String prefix, int status) {}

  /** The share of one request, by chance; null when none has a weight. */
  public Share choose() {
    int all = 0;
    for (Share each : shares) {
      all += each.weight();
    }
    int at = all == 0 ? 0 : ThreadLocalRandom.current().nextInt(all);
    for (Share each : shares) {
      at -= each.weight();
      if (at < 0) {
        return each;
      }
    }
    return null;
  }
}
