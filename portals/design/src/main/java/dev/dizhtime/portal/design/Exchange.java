package dev.dizhtime.portal.design;

import dev.dizhtime.portal.design.api.ApiClient;
import dev.dizhtime.portal.design.api.ApiProblem;
import dev.dizhtime.portal.design.api.ApiProblemException;
import dev.dizhtime.portal.design.api.ApiRequest;
import dev.dizhtime.portal.design.session.Csrf;
import dev.dizhtime.portal.design.session.Login;
import dev.dizhtime.portal.design.session.Session;
import dev.dizhtime.portal.design.view.View;
import dev.dizhtime.portal.design.view.Views;
import dev.dizhtime.runtime.security.Role;
import dev.dizhtime.runtime.telemetry.RequestId;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.LanguageHeader;
import io.vertx.ext.web.RoutingContext;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** One request of a browser and its answer. */
public final class Exchange {
  private final RoutingContext routing;
  private final PortalSite site;
  private final Views views;
  private final ApiClient api;
  private final Session session;
  private String comesBackTo;

  Exchange(RoutingContext routing, PortalSite site, Views views, ApiClient api, Session session) {
    this.routing = routing;
    this.site = site;
    this.views = views;
    this.api = api;
    this.session = session;
  }

  /** Who is logged in; empty for a visitor. */
  public Optional<Login> login() {
    return session.login();
  }

  /** What whoever is logged in may be; nothing for a visitor. */
  public Set<Role> roles() {
    return login().map(Login::roles).orElse(Set.of());
  }

  /** A query parameter; empty when absent or blank. */
  public Optional<String> query(String name) {
    return text(routing.queryParams().get(name));
  }

  /** All values of a query parameter that may be given more than once. */
  public List<String> queryAll(String name) {
    return routing.queryParams().getAll(name).stream()
        .map(String::strip)
        .filter(each -> !each.isEmpty())
        .toList();
  }

  /** A form's field, without blanks around it; empty when absent or blank. */
  public Optional<String> form(String name) {
    return text(routing.request().getFormAttribute(name)).map(String::strip);
  }

  /** All values of a form's field that may be given more than once, without blanks around them. */
  public List<String> formAll(String name) {
    return routing.request().formAttributes().getAll(name).stream()
        .map(String::strip)
        .filter(each -> !each.isEmpty())
        .toList();
  }

  /** All fields of the form, to be sent again from another page; not the CSRF token. */
  public List<Map.Entry<String, String>> formFields() {
    return routing.request().formAttributes().entries().stream()
        .filter(each -> !each.getKey().equals(Csrf.FIELD))
        .toList();
  }

  /** A form's field as it was typed, for passwords; "" when absent. */
  public String formAsTyped(String name) {
    return Optional.ofNullable(routing.request().getFormAttribute(name)).orElse("");
  }

  /**
   * A part of the path that is an id.
   *
   * @throws ApiProblemException 404 when it can't be one
   */
  public UUID pathId(String name) {
    try {
      return UUID.fromString(routing.pathParam(name));
    } catch (IllegalArgumentException _) {
      throw new ApiProblem("Not found", 404, null, null, List.of()).exception();
    }
  }

  /** A part of the path as it stands, for what may be a word or an id. */
  public String pathPart(String name) {
    return Optional.ofNullable(routing.pathParam(name)).orElse("");
  }

  /**
   * A part of the path that is a plain word: letters, digits and hyphens.
   *
   * @throws ApiProblemException 404 when it is not
   */
  public String pathWord(String name) {
    String word = routing.pathParam(name);
    if (!word.matches("[A-Za-z0-9-]{1,64}")) {
      throw new ApiProblem("Not found", 404, null, null, List.of()).exception();
    }
    return word;
  }

  /** Asks the platform, in the user's name if there is one. */
  public <T> T api(ApiRequest request, Class<T> answer) {
    return api.call(request, login().map(Login::accessToken), answer);
  }

  /** Whether htmx asks, and wants only the part of the page that changes. */
  public boolean wantsFragment() {
    var headers = routing.request().headers();
    return headers.contains("hx-request") && !headers.contains("hx-history-restore-request");
  }

  /**
   * The page that a log-in leads back to, as path and query: what stands for this form, if
   * something does. Otherwise a part of a page, and a form, are no page: the browser says on which
   * they stand. That is only a wish; whether it is one of ours, the log-in looks.
   */
  Optional<String> afterLogin() {
    if (comesBackTo != null) {
      return Optional.of(comesBackTo);
    }
    var request = routing.request();
    boolean htmx = wantsFragment();
    if (!htmx && request.method() == HttpMethod.GET) {
      return Optional.of(request.uri());
    }
    try {
      String from = request.getHeader(htmx ? "hx-current-url" : "referer");
      URI page = URI.create(Optional.ofNullable(from).orElse(""));
      String query = page.getRawQuery() == null ? "" : "?" + page.getRawQuery();
      return text(page.getRawPath()).map(path -> path + query);
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  /** Answers with a view. */
  public void show(View view, Map<String, ?> model) {
    show(200, view, model);
  }

  /** Answers with a view that says that something is wrong. */
  public void show(int status, View view, Map<String, ?> model) {
    Map<String, Object> all = new HashMap<>(model);
    all.put("site", site.seenAs(roles()));
    all.put("csrf", session.csrfToken());
    all.put("user", session.login().map(Login::displayName).orElse(null));
    all.put("path", routing.normalizedPath());
    String html = views.render(view, locale(), all);
    routing
        .response()
        .setStatusCode(status)
        .putHeader("content-type", "text/html; charset=utf-8")
        .putHeader("cache-control", "no-store")
        .putHeader("vary", "HX-Request, Accept-Language")
        .end(html);
  }

  /** Answers with a file to keep; its name is a constant or built from ids. */
  public void download(String fileName, String mediaType, String content) {
    routing
        .response()
        .putHeader("content-type", mediaType + "; charset=utf-8")
        .putHeader("content-disposition", "attachment; filename=\"" + fileName + "\"")
        .putHeader("cache-control", "no-store")
        .end(content);
  }

  /** Sends the browser to another page of ours. */
  public void redirect(String path) {
    if (routing.request().headers().contains("hx-request")) {
      routing.response().setStatusCode(204).putHeader("hx-redirect", path).end();
    } else {
      routing.response().setStatusCode(303).putHeader("location", path).end();
    }
  }

  /** A header of the answer. */
  public void header(String name, String value) {
    routing.response().putHeader(name, value);
  }

  /** Shows why it can't be done: on a page of its own, or among the alerts of the present one. */
  void showProblem(ApiProblem problem) {
    String requestId =
        problem.requestId() == null ? RequestId.current().orElse("") : problem.requestId();
    Map<String, Object> model = Map.of("problem", problem, "requestId", requestId);
    if (wantsFragment()) {
      header("hx-retarget", "#alerts");
      header("hx-reswap", "innerHTML");
      show(problem.status(), PortalServer.PROBLEM.part("alert"), model);
    } else {
      show(problem.status(), PortalServer.PROBLEM, model);
    }
  }

  /** Where a log-in that has to come first leads back to. */
  void comesBackTo(String page) {
    comesBackTo = page;
  }

  RoutingContext routing() {
    return routing;
  }

  Session session() {
    return session;
  }

  private Locale locale() {
    for (LanguageHeader wanted : routing.acceptableLanguages()) {
      for (Locale known : Views.locales()) {
        if (known.getLanguage().equals(wanted.tag())) {
          return known;
        }
      }
    }
    return Views.locales().getFirst();
  }

  private static Optional<String> text(String value) {
    return Optional.ofNullable(value).filter(each -> !each.isBlank());
  }
}
