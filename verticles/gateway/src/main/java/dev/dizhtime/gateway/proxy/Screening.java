package dev.dizhtime.gateway.proxy;

import dev.dizhtime.gateway.routing.PathForm;
import dev.dizhtime.runtime.http.Problem;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Lets nobody in who tries to be read differently here and behind. */
final class Screening {
  private static final Set<HttpMethod> METHODS =
      Set.of(
          HttpMethod.GET,
          HttpMethod.HEAD,
          HttpMethod.POST,
          HttpMethod.PUT,
          HttpMethod.PATCH,
          HttpMethod.DELETE,
          HttpMethod.OPTIONS);

  private static final Pattern HOST =
      Pattern.compile("([A-Za-z0-9._-]{1,255}|\\[[0-9A-Fa-f:.]{2,45}])(:[0-9]{1,5})?");

  /** Headers of which a second one could be read instead of the first. */
  private static final List<CharSequence> ONCE =
      List.of(HttpHeaders.AUTHORIZATION, HttpHeaders.CONTENT_TYPE, HttpHeaders.CONTENT_LENGTH);

  /** The host that was found good last, as most requests have the same ones. */
  private String goodHost;

  /** What is wrong with a request's form; null when nothing is. */
  Problem problem(HttpServerRequest request) {
    if (!visible(request.uri())) {
      return Problem.malformed("path", "must begin with a slash and have visible letters only");
    }
    if (!METHODS.contains(request.method())) {
      return Problem.of(405, "method", "Method not allowed", "This method is not known here");
    }
    if (!PathForm.normal(request.path())) {
      return Problem.malformed(
          "path", "must be in normal form, without dot segments or needless %");
    }
    MultiMap headers = request.headers();
    for (CharSequence name : ONCE) {
      if (headers.contains(name) && headers.getAll(name).size() > 1) {
        return Problem.malformed(name.toString(), "must not be there twice");
      }
    }
    return request.version() == HttpVersion.HTTP_2
        ? hostOfHttp2(request)
        : ofHttp1(request, headers);
  }

  private Problem ofHttp1(HttpServerRequest request, MultiMap headers) {
    List<String> hosts = headers.getAll(HttpHeaders.HOST);
    boolean old = request.version() == HttpVersion.HTTP_1_0;
    if (hosts.size() > 1 || hosts.isEmpty() && !old || !hosts.isEmpty() && !good(hosts.get(0))) {
      return Problem.malformed("Host", "must be there once, as a name with or without a port");
    }
    if (headers.contains(HttpHeaders.TRANSFER_ENCODING)) {
      List<String> codings = headers.getAll(HttpHeaders.TRANSFER_ENCODING);
      if (old || codings.size() > 1 || !"chunked".equalsIgnoreCase(codings.get(0))) {
        return Problem.malformed("Transfer-Encoding", "must be chunked or absent");
      }
    }
    return null;
  }

  private Problem hostOfHttp2(HttpServerRequest request) {
    String host = request.getHeader(HttpHeaders.HOST);
    String authority = request.authority() == null ? null : request.authority().toString();
    return good(authority) && (host == null || host.equals(authority))
        ? null
        : Problem.malformed(":authority", "must be a host, and the same as Host if that is there");
  }

  private boolean good(String host) {
    if (host != null && host.equals(goodHost)) {
      return true;
    }
    boolean good = host != null && HOST.matcher(host).matches();
    if (good) {
      goodHost = host;
    }
    return good;
  }

  /** A path, with or without a query, of visible characters; no absolute form, no fragment. */
  private static boolean visible(String target) {
    for (int i = 0; i < target.length(); i++) {
      char c = target.charAt(i);
      if (c <= ' ' || c > '~' || c == '#') {
        return false;
      }
    }
    return !target.isEmpty() && target.charAt(0) == '/';
  }
}
