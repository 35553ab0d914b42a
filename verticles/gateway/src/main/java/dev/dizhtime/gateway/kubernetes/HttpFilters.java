package dev.dizhtime.gateway.kubernetes;

import dev.dizhtime.gateway.routing.PathForm;
import dev.dizhtime.gateway.routing.Refinement;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPHeader;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPHeaderFilter;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPPathModifier;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRequestRedirectFilter;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRouteFilter;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;

/** The filters of a rule: changed headers, and another address. */
final class HttpFilters {
  private static final int FOUND = 302;
  private static final Set<Integer> STATUSES = Set.of(301, 302, 303, 307, 308);
  private static final Pattern NAME = Pattern.compile("[a-z0-9!#$%&'*+.^_`|~-]{1,256}");
  private static final Pattern VALUE = Pattern.compile("[\\x20-\\x7e\\t]{0,4096}");
  private static final Pattern HOST = Pattern.compile("[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?");

  /** They decide where a message ends or who reads it next. */
  private static final Set<String> FRAMING =
      Set.of(
          "connection",
          "content-length",
          "host",
          "keep-alive",
          "te",
          "trailer",
          "transfer-encoding",
          "upgrade",
          "expect");

  private HttpFilters() {}

  /**
   * What they come to.
   *
   * @param redirect null when there is none
   */
  record Read(Refinement.HeaderChanges headers, HTTPRequestRedirectFilter redirect) {
    /** Where clients of a listener are sent; null when they are not. */
    Refinement.Redirect redirectAt(OwnListener listener) {
      if (redirect == null) {
        return null;
      }
      HTTPPathModifier path = redirect.getPath();
      String scheme = Objects.requireNonNullElse(redirect.getScheme(), "");
      // With another scheme its own port; else the one that clients see already.
      Integer same = scheme.isEmpty() ? listener.listener.getPort() : Integer.valueOf(0);
      return new Refinement.Redirect(
          scheme,
          Objects.requireNonNullElse(redirect.getHostname(), ""),
          Objects.requireNonNullElse(redirect.getPort() == null ? same : redirect.getPort(), 0),
          path == null ? null : path.getReplaceFullPath(),
          path == null ? null : path.getReplacePrefixMatch(),
          Objects.requireNonNullElse(redirect.getStatusCode(), FOUND));
    }
  }

  /**
   * Reads them.
   *
   * @throws IllegalArgumentException when one is not done here, with a sentence that says which
   */
  static Read read(List<HTTPRouteFilter> filters) {
    Refinement.HeaderChanges headers = Refinement.HeaderChanges.NONE;
    HTTPRequestRedirectFilter redirect = null;
    for (HTTPRouteFilter each : Objects.requireNonNullElse(filters, List.<HTTPRouteFilter>of())) {
      switch (String.valueOf(each.getType())) {
        case "RequestHeaderModifier" -> headers = changes(each.getRequestHeaderModifier());
        case "RequestRedirect" -> redirect = checked(each.getRequestRedirect());
        default ->
            throw new IllegalArgumentException("the filter " + each.getType() + " is not done");
      }
    }
    return new Read(headers, redirect);
  }

  private static Refinement.HeaderChanges changes(HTTPHeaderFilter filter) {
    if (filter == null) {
      return Refinement.HeaderChanges.NONE;
    }
    List<String> remove =
        Objects.requireNonNullElse(filter.getRemove(), List.<String>of()).stream()
            .map(HttpFilters::name)
            .toList();
    return new Refinement.HeaderChanges(pairs(filter.getSet()), pairs(filter.getAdd()), remove);
  }

  private static Map<String, String> pairs(List<HTTPHeader> headers) {
    Map<String, String> pairs = new HashMap<>();
    for (HTTPHeader each : Objects.requireNonNullElse(headers, List.<HTTPHeader>of())) {
      String value = Objects.requireNonNullElse(each.getValue(), "");
      if (!VALUE.matcher(value).matches()) {
        throw new IllegalArgumentException("header " + each.getName() + " has an odd value");
      }
      // Of two for one name the first counts.
      pairs.putIfAbsent(name(each.getName()), value);
    }
    return pairs;
  }

  private static String name(String text) {
    String name = String.valueOf(text).toLowerCase(Locale.ROOT);
    if (!NAME.matcher(name).matches() || FRAMING.contains(name)) {
      throw new IllegalArgumentException("header " + name + " can't be changed by a route");
    }
    return name;
  }

  private static HTTPRequestRedirectFilter checked(HTTPRequestRedirectFilter redirect) {
    if (redirect == null) {
      throw new IllegalArgumentException("a redirect must say where to");
    }
    String scheme = redirect.getScheme();
    String host = redirect.getHostname();
    HTTPPathModifier path = redirect.getPath();
    boolean paths =
        path == null
            || path.getReplaceFullPath() == null
            || PathForm.normal(path.getReplaceFullPath());
    boolean prefix =
        path == null
            || path.getReplacePrefixMatch() == null
            || PathForm.normal(path.getReplacePrefixMatch());
    if (scheme != null && !scheme.equals("http") && !scheme.equals("https")
        || host != null && !HOST.matcher(host).matches()
        || redirect.getStatusCode() != null && !STATUSES.contains(redirect.getStatusCode())
        || !paths
        || !prefix) {
      throw new IllegalArgumentException("the redirect has an odd scheme, host, status or path");
    }
    return redirect;
  }
}
