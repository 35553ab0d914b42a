package dev.dizhtime.portal.design;

import dev.dizhtime.portal.design.api.ApiClient;
import dev.dizhtime.portal.design.api.ApiProblem;
import dev.dizhtime.portal.design.api.ApiProblemException;
import dev.dizhtime.portal.design.api.ForwardedFor;
import dev.dizhtime.portal.design.live.LiveStreams;
import dev.dizhtime.portal.design.session.Csrf;
import dev.dizhtime.portal.design.session.Session;
import dev.dizhtime.portal.design.session.SessionCookie;
import dev.dizhtime.portal.design.session.Sessions;
import dev.dizhtime.portal.design.view.Assets;
import dev.dizhtime.portal.design.view.Sources;
import dev.dizhtime.portal.design.view.SupportContact;
import dev.dizhtime.portal.design.view.Texts;
import dev.dizhtime.portal.design.view.View;
import dev.dizhtime.portal.design.view.Views;
import dev.dizhtime.runtime.http.Bodies;
import dev.dizhtime.runtime.http.HttpListener;
import dev.dizhtime.runtime.http.HttpMeters;
import dev.dizhtime.runtime.http.RequestIds;
import dev.dizhtime.runtime.service.ServiceContext;
import dev.dizhtime.runtime.telemetry.RequestId;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.tracing.TracingPolicy;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.HttpException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The server of a portal. What no page may forget is done here for all of them: security headers,
 * the session, the check of every POST, the log-in that a page needs, the page for what goes wrong.
 */
public final class PortalServer {
  /** The largest form: a menu of 200 items with their options. */
  public static final int MAX_BODY_BYTES = 256 * 1024;

  static final View PROBLEM = View.page("design/templates/problem");

  private static final Logger LOG = LoggerFactory.getLogger(PortalServer.class);
  // Four portals' cookies may come with one request, because they share an origin.
  private static final int MAX_HEADER_BYTES = 20 * 1024;
  private static final int MAX_FORM_FIELDS = 3_000;
  private static final int MAX_FIELD_BYTES = 48 * 1024;
  private static final int IDLE_TIMEOUT_SECONDS = 75;

  private final ServiceContext service;
  private final PortalSite site;
  private final ApiClient api;
  private final Sessions sessions;
  private final Views views;
  private final LiveStreams streams;
  private final Router router;

  private PortalServer(ServiceContext service, PortalSite site, ApiClient api, Assets assets) {
    this.service = service;
    this.site = site;
    this.api = api;
    SessionCookie cookie =
        new SessionCookie(site.name(), service.env().key("SESSION_KEY", 32), service.clock());
    this.sessions = new Sessions(service.vertx(), cookie, api, service.clock(), site.roles());
    this.views =
        new Views(
            List.of(Texts.DESIGN, site.texts()),
            assets,
            Sources.from(service.env()),
            SupportContact.from(service.env()));
    this.streams = new LiveStreams(service, LiveStreams.MAX_STREAMS);
    this.router = Router.router(service.vertx());
    router.route().handler(RequestIds::handle);
    router.route().handler(ForwardedFor::handle);
    router.route().handler(SecurityHeaders::handle);
    router.get(assets.route()).handler(assets::serve);
  }

  /**
   * Opens the server of a portal with its log-in pages; {@link #listen} starts it.
   *
   * @param assets the portal's own besides those of the design system
   */
  public static PortalServer open(
      ServiceContext service, PortalSite site, ApiClient api, Assets assets) {
    PortalServer server = new PortalServer(service, site, api, assets);
    HttpMeters meters = new HttpMeters(service.meters());
    server.router.routeWithRegex(".*(?<!/stream)$").handler(meters::handle);
    server.router.route().failureHandler(server::fail);
    for (int status : new int[] {400, 404, 405, 413, 500}) {
      server.router.errorHandler(status, server::fail);
    }
    server.router.route().handler(Bodies.upTo(MAX_BODY_BYTES));
    new LoginPages(site, server.sessions).mount(server);
    new RecoveryPages(site).mount(server);
    new SecondFactorPages(site, server.sessions).mount(server);
    new InvitationPages(server.sessions).mount(server);
    new AccountPages(site, server.sessions).mount(server);
    InboxPages.mount(server, site);
    return server;
  }

  /** A page for everybody. */
  public PortalServer page(String path, Page page) {
    router.get(site.basePath() + path).handler(routing -> answer(routing, page));
    return this;
  }

  /** A page for those who are logged in; others are sent to the log-in first. */
  public PortalServer memberPage(String path, Page page) {
    return page(path, exchange -> asMember(exchange, page));
  }

  /** What a form of everybody does. */
  public PortalServer action(String path, Page action) {
    return post(path, exchange -> trusted(exchange, action));
  }

  /**
   * What a form does for those who are logged in; others are sent to the log-in first. That comes
   * before the check of the form: whose session has ended has no token that could fit.
   */
  public PortalServer memberAction(String path, Page action) {
    return post(path, exchange -> asMember(exchange, member -> trusted(member, action)));
  }

  /**
   * The same for a form that visitors fill in, too.
   *
   * @param comesBackTo the page that a log-in leads to, with what was filled in
   */
  public PortalServer memberAction(
      String path, Page action, Function<Exchange, String> comesBackTo) {
    return post(
        path,
        exchange -> {
          exchange.comesBackTo(comesBackTo.apply(exchange));
          asMember(exchange, member -> trusted(member, action));
        });
  }

  private PortalServer post(String path, Page page) {
    router.post(site.basePath() + path).handler(routing -> answer(routing, page));
    return this;
  }

  /**
   * A stream of changes for those who are logged in. It ends with the access token that it was
   * opened with, so who may no longer hear of something soon does not; the browser comes again.
   *
   * @param path ends in {@code /stream}
   * @param keys what the stream is about, as it is told to {@link LiveStreams#changed}
   */
  public PortalServer stream(String path, Function<Exchange, Set<String>> keys) {
    return page(
        path,
        exchange -> {
          if (exchange.login().isEmpty()) {
            exchange.routing().response().setStatusCode(401).end();
          } else if (!streams.open(exchange.routing(), keys.apply(exchange), left(exchange))) {
            exchange.header("retry-after", "10");
            exchange.routing().response().setStatusCode(503).end();
          }
        });
  }

  private Duration left(Exchange exchange) {
    return Duration.between(
        service.clock().instant(), exchange.login().orElseThrow().accessExpiresAt());
  }

  /** Where changes are told. */
  public LiveStreams streams() {
    return streams;
  }

  /** Starts listening at {@code DIZHTIME_HTTP_HOST} and {@code DIZHTIME_HTTP_PORT}. */
  public HttpServer listen() {
    HttpServerOptions options =
        new HttpServerOptions()
            .setTracingPolicy(TracingPolicy.ALWAYS)
            .setMaxHeaderSize(MAX_HEADER_BYTES)
            .setMaxFormFields(MAX_FORM_FIELDS)
            .setMaxFormAttributeSize(MAX_FIELD_BYTES)
            .setIdleTimeout(IDLE_TIMEOUT_SECONDS);
    HttpServer server = HttpListener.listen(service, router, options);
    service.onStop("live streams", streams::close);
    return server;
  }

  private void answer(RoutingContext routing, Page page) {
    Exchange exchange = null;
    try {
      exchange = exchange(routing, sessions.read(routing));
      page.handle(exchange);
    } catch (ApiProblemException e) {
      refused(routing, exchange, e.problem());
    } catch (RuntimeException e) {
      fail(routing, e);
    }
  }

  private Exchange exchange(RoutingContext routing, Session session) {
    return new Exchange(routing, site, views, api, session);
  }

  private void trusted(Exchange exchange, Page action) {
    var request = exchange.routing().request();
    String from = request.getHeader("sec-fetch-site");
    String given = request.getFormAttribute(Csrf.FIELD);
    if (Csrf.trusted(from, given, exchange.session().csrfToken())) {
      action.handle(exchange);
    } else {
      LOG.warn("a form for {} did not come from our own pages", request.path());
      exchange.showProblem(problem(403));
    }
  }

  private void asMember(Exchange exchange, Page page) {
    if (exchange.login().isPresent()) {
      page.handle(exchange);
    } else {
      exchange.redirect(loginPath(exchange));
    }
  }

  /** The log-in page, which comes back to the page that was asked for, or that was looked at. */
  private String loginPath(Exchange exchange) {
    return site.onTheWay("/login", exchange.afterLogin().orElse(""));
  }

  private void refused(RoutingContext routing, Exchange exchange, ApiProblem problem) {
    if (problem.status() == 401 && exchange != null && exchange.login().isPresent()) {
      // The platform no longer knows this log-in: begin again.
      sessions.forget(routing);
      exchange.redirect(loginPath(exchange));
    } else {
      show(routing, exchange, problem);
    }
  }

  private void show(RoutingContext routing, Exchange exchange, ApiProblem problem) {
    try {
      (exchange == null ? exchange(routing, NobodySession.get()) : exchange).showProblem(problem);
    } catch (RuntimeException e) {
      LOG.error("the page about {} can't be shown", problem.status(), e);
      routing.response().setStatusCode(500).end();
    }
  }

  private void fail(RoutingContext routing) {
    Throwable failure = routing.failure();
    if (failure == null || failure instanceof HttpException) {
      show(routing, null, problem(routing.statusCode()));
    } else {
      fail(routing, failure);
    }
  }

  private void fail(RoutingContext routing, Throwable failure) {
    LOG.error("{} {} failed", routing.request().method(), routing.request().path(), failure);
    if (!routing.response().headWritten() && !routing.response().closed()) {
      show(routing, null, problem(500));
    }
  }

  /** A problem of our own; the words are in the texts, by status. */
  private static ApiProblem problem(int status) {
    int known = status >= 400 && status < 600 ? status : 500;
    return new ApiProblem(null, known, null, RequestId.current().orElse(null), List.of());
  }
}
