package dev.dizhtime.auth.oidc.http;

import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.thymeleaf.TemplateEngine;
import org.thymeleaf.context.Context;
import org.thymeleaf.context.IExpressionContext;
import org.thymeleaf.linkbuilder.StandardLinkBuilder;
import org.thymeleaf.templatemode.TemplateMode;
import org.thymeleaf.templateresolver.ClassLoaderTemplateResolver;

/**
 * Auth's own pages: HTML without script, in English and German. Their words lie beside the
 * template.
 */
final class Pages {
  private static final String FOLDER = "dev/dizhtime/auth/oidc/";
  private static final List<Locale> LOCALES = List.of(Locale.ENGLISH, Locale.GERMAN);

  private final TemplateEngine engine;
  private final String style;

  Pages() {
    ClassLoaderTemplateResolver resolver =
        new ClassLoaderTemplateResolver(Pages.class.getClassLoader());
    resolver.setPrefix(FOLDER);
    resolver.setSuffix(".html");
    resolver.setTemplateMode(TemplateMode.HTML);
    resolver.setCharacterEncoding("UTF-8");
    resolver.setCacheable(true);
    engine = new TemplateEngine();
    engine.setTemplateResolver(resolver);
    engine.setLinkBuilder(new OwnLinks());
    style = read(FOLDER + "style.css");
  }

  /** Links as they stand: there is no servlet container with a context path. */
  private static final class OwnLinks extends StandardLinkBuilder {
    @Override
    protected String computeContextPath(
        IExpressionContext context, String base, Map<String, Object> parameters) {
      return "";
    }
  }

  /**
   * Sends a page.
   *
   * @param name which one, a name of ours
   * @param leadsTo where its form may lead the browser besides to us; null for nowhere
   */
  void send(
      RoutingContext routing, int status, String name, URI leadsTo, Map<String, Object> model) {
    Map<String, Object> all = new HashMap<>(model);
    all.put("page", name);
    String html = engine.process("pages", new Context(locale(routing), all));
    HttpServerResponse response = headers(routing.response(), leadsTo);
    response.setStatusCode(status).putHeader("content-type", "text/html; charset=utf-8").end(html);
  }

  /** Sends the one style sheet. */
  void style(RoutingContext routing) {
    routing
        .response()
        .putHeader("content-type", "text/css; charset=utf-8")
        .putHeader("cache-control", "public, max-age=3600")
        .putHeader("x-content-type-options", "nosniff")
        .end(style);
  }

  /** Sends the browser elsewhere; whoever was posting goes on with a GET. */
  static void redirect(RoutingContext routing, String address) {
    headers(routing.response(), null).setStatusCode(303).putHeader("location", address).end();
  }

  private static HttpServerResponse headers(HttpServerResponse response, URI leadsTo) {
    return response
        .putHeader(
            "content-security-policy",
            "default-src 'none'; style-src 'self'; base-uri 'none'; frame-ancestors 'none';"
                + " form-action 'self'"
                + (leadsTo == null ? "" : " " + source(leadsTo)))
        .putHeader("cache-control", "no-store")
        .putHeader("x-content-type-options", "nosniff")
        .putHeader("x-frame-options", "DENY")
        .putHeader("referrer-policy", "same-origin")
        .putHeader("cross-origin-opener-policy", "same-origin");
  }

  /** A browser holds the redirects after a form against the policy of the form's page. */
  private static String source(URI uri) {
    return uri.getHost() == null
        ? uri.getScheme() + ":"
        : uri.getScheme() + "://" + uri.getRawAuthority();
  }

  private static Locale locale(RoutingContext routing) {
    return routing.acceptableLanguages().stream()
        .map(language -> Locale.of(language.tag()))
        .filter(LOCALES::contains)
        .findFirst()
        .orElse(LOCALES.getFirst());
  }

  private static String read(String path) {
    try (InputStream in = Pages.class.getClassLoader().getResourceAsStream(path)) {
      if (in == null) {
        throw new IOException("not on the class path: " + path);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
