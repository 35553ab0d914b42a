package dev.dizhtime.gateway;

import dev.dizhtime.gateway.balance.Balancer;
import dev.dizhtime.gateway.description.ApiDescription;
import dev.dizhtime.gateway.description.DocsPage;
import dev.dizhtime.gateway.limits.RateLimits;
import dev.dizhtime.gateway.proxy.FrontDoor;
import dev.dizhtime.gateway.proxy.Upstreams;
import dev.dizhtime.gateway.routing.RouteTable;
import dev.dizhtime.gateway.tls.CertificateFolder;
import dev.dizhtime.gateway.tls.CertificateStore;
import dev.dizhtime.gateway.tls.TlsMeters;
import dev.dizhtime.runtime.security.TokenVerifier;
import dev.dizhtime.runtime.service.ServiceContext;
import dev.dizhtime.runtime.service.ServiceVerticle;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.ThreadingModel;

/** The wiring of the gateway: what streams runs on an event loop of its own. */
final class GatewayVerticle implements ServiceVerticle {
  @Override
  public void start(ServiceContext service) {
    GatewayConfig config = GatewayConfig.from(service.env());
    RouteTable routes = service.oncePerProcess("routes", () -> new RouteTable(config.routes()));
    CertificateStore certificates =
        service.oncePerProcess("certificates", () -> certificates(service, config));
    Upstreams upstreams = Upstreams.open(service.vertx(), config);
    DataPlane dataPlane =
        new DataPlane(
            config,
            new FrontDoor(
                config,
                routes,
                upstreams,
                new Balancer(service.clock()),
                new RateLimits(service.meters()),
                TokenVerifier.open(service)),
            new ApiDescription(routes, upstreams, service.clock()),
            DocsPage.load(),
            new RequestObserver(service.meters()),
            certificates);
    var options = new DeploymentOptions().setThreadingModel(ThreadingModel.EVENT_LOOP);
    service.vertx().deployVerticle(dataPlane, options).await();
    service.onStop("http server", () -> dataPlane.drain().await());
    service.listening(dataPlane.port());
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
