package dev.dizhtime.gateway.proxy;

import dev.dizhtime.gateway.GatewayConfig;
import dev.dizhtime.gateway.balance.Balancer;
import dev.dizhtime.gateway.balance.RetryBudget;
import dev.dizhtime.gateway.upstream.Upstreams;

/** What every forwarded request needs on its way out. */
public record Outbound(
    GatewayConfig config,
    Upstreams upstreams,
    Balancer balancer,
    RetryBudget retries,
    Deadlines deadlines) {}
