package dev.dizhtime.gateway;

import dev.dizhtime.gateway.balance.Balancer;
import dev.dizhtime.gateway.balance.RetryBudget;
import dev.dizhtime.gateway.description.ApiDescription;
import dev.dizhtime.gateway.description.DescriptionPages;
import dev.dizhtime.gateway.description.DocsPage;
import dev.dizhtime.gateway.guests.GuestBook;
import dev.dizhtime.gateway.guests.Guests;
import dev.dizhtime.gateway.kubernetes.ControlPlane;
import dev.dizhtime.gateway.limits.RateLimits;
import dev.dizhtime.gateway.proxy.Deadlines;
import dev.dizhtime.gateway.proxy.FrontDoor;
import dev.dizhtime.gateway.proxy.Outbound;
import dev.dizhtime.gateway.proxy.TokenChecks;
import dev.dizhtime.gateway.routing.RouteTable;
import dev.dizhtime.gateway.sessions.AskForEndedSessions;
import dev.dizhtime.gateway.sessions.EndedSessions;
import dev.dizhtime.gateway.tls.CertificateFolder;
import dev.dizhtime.gateway.tls.CertificateStore;
import dev.dizhtime.gateway.tls.TlsMeters;
import dev.dizhtime.gateway.upstream.Upstreams;
import dev.dizhtime.runtime.security.TokenVerifier;
import dev.dizhtime.runtime.service.ServiceContext;
import dev.dizhtime.runtime.service.ServiceVerticle;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.ThreadingModel;

/**
 * The wiring of the gateway: what streams runs on an event loop of its own. What clients may use up
 * is counted once for all event loops.
 */
final class GatewayVerticle implements ServiceVerticle {
  @Override
  public void start(ServiceContext service) {
    GatewayConfig config =
        service.oncePerProcess("gateway config", () -> GatewayConfig.from(service.env()));
    RouteTable routes = service.oncePerProcess("routes", () -> new RouteTable(config.routes()));
    CertificateStore certificates =
        service.oncePerProcess("certificates", () -> certificates(service, config));
    if (config.kubernetes() != null) {
      service.oncePerProcess(
          "control plane",
          () ->
              ControlPlane.start(
                  service, config.kubernetes(), routes, certificates, config.trustedProxies()));
    }
    Guests guests = guests(service, config);
    Deadlines deadlines = new Deadlines();
    Upstreams upstreams = Upstreams.open(service, config);
    DataPlane dataPlane =
        new DataPlane(
            config,
            frontDoor(service, config, routes, guests, deadlines, upstreams),
            guests,
            deadlines,
            upstreams,
            certificates);
    var options = new DeploymentOptions().setThreadingModel(ThreadingModel.EVENT_LOOP);
    service.vertx().deployVerticle(dataPlane, options).await();
    service.onStop("http server", () -> dataPlane.drain().await());
    service.listening(dataPlane.port());
  }

  private static FrontDoor frontDoor(
      ServiceContext service,
      GatewayConfig config,
      RouteTable routes,
      Guests guests,
      Deadlines deadlines,
      Upstreams upstreams) {
    Balancer balancer =
        service.oncePerProcess("balancer", () -> new Balancer(service.clock(), service.meters()));
    RateLimits rateLimits =
        service.oncePerProcess("rate limits", () -> new RateLimits(service.meters()));
    TokenVerifier verifier =
        service.oncePerProcess("token verifier", () -> TokenVerifier.open(service));
    return new FrontDoor(
        new Outbound(config, upstreams, balancer, new RetryBudget(service.meters()), deadlines),
        routes,
        rateLimits,
        new TokenChecks(verifier, endedSessions(service, config), service.clock()),
        guests,
        new DescriptionPages(
            service.vertx(),
            new ApiDescription(routes, upstreams, service.clock()),
            DocsPage.load()),
        new RequestObserver(service.meters(), config.accessLog()));
  }

  private static EndedSessions endedSessions(ServiceContext service, GatewayConfig config) {
    return service.oncePerProcess(
        "ended sessions",
        () -> {
          var ended = new EndedSessions(service.meters());
          if (config.endedSessions() != null) {
            AskForEndedSessions.start(service, config.endedSessions(), ended);
          }
          return ended;
        });
  }

  private static Guests guests(ServiceContext service, GatewayConfig config) {
    GuestBook book =
        service.oncePerProcess(
            "guest book", () -> new GuestBook(config.bounds().maxConnections(), service.meters()));
    return new Guests(
        book,
        config.trustedProxies(),
        config.bounds().headerTimeoutMillis(),
        config.bounds().keepAliveMillis(),
        config.bounds().idleTimeoutMillis());
  }

  private static CertificateStore certificates(ServiceContext service, GatewayConfig config) {
    CertificateStore store = new CertificateStore();
    TlsMeters.register(service, store);
    if (config.certificates() != null) {
      CertificateFolder.watch(service, config.certificates(), store);
    }
    return store;
  }
}
