package dev.dizhtime.gateway;

import dev.dizhtime.gateway.balance.Balancer;
import dev.dizhtime.gateway.description.ApiDescription;
import dev.dizhtime.gateway.description.DocsPage;
import dev.dizhtime.gateway.limits.RateLimits;
import dev.dizhtime.gateway.proxy.FrontDoor;
import dev.dizhtime.gateway.proxy.Upstreams;
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
    Upstreams upstreams = Upstreams.open(service.vertx(), config);
    DataPlane dataPlane =
        new DataPlane(
            config,
            new FrontDoor(
                config,
                upstreams,
                new Balancer(service.clock()),
                new RateLimits(service.meters()),
                TokenVerifier.open(service)),
            new ApiDescription(config.routes(), upstreams, service.clock()),
            DocsPage.load(),
            new RequestObserver(service.meters()));
    var options = new DeploymentOptions().setThreadingModel(ThreadingModel.EVENT_LOOP);
    service.vertx().deployVerticle(dataPlane, options).await();
    service.onStop("http server", () -> dataPlane.drain().await());
    service.listening(dataPlane.port());
  }
}
