package dev.dizhtime.local.bench;

import java.time.Instant;

/**
 * What the gateway does beside what nginx does, in one run before the same upstream: each figure is
 * the median over the turns.
 *
 * @param seconds of each turn
 * @param connections of the load
 * @param cores that each of the two had
 * @param gatewayRps requests a second, with token check and rate limits
 * @param nginxRps requests a second, as a plain reverse proxy
 * @param ratio of the two in turns beside each other
 * @param gatewayP50Micros half of the answers took at most this
 * @param gatewayP99Micros 99 in 100 took at most this
 * @param p99Ratio the gateway's divided by nginx's in turns beside each other
 * @param gatewayMegabytes resident after the load
 * @param nginxMegabytes resident after the load, master and worker
 * @param streams idle event streams that were held open through the gateway
 * @param streamsMegabytes resident memory of the gateway while it held them
 * @param emptyMegabytes resident memory of the same gateway before
 * @param errors answers that were not 200, and broken connections; 0
 */
public record GatewayBenchResult(
    Instant at,
    int seconds,
    int connections,
    int cores,
    double gatewayRps,
    double nginxRps,
    double ratio,
    long gatewayP50Micros,
    long gatewayP99Micros,
    long nginxP50Micros,
    long nginxP99Micros,
    double p99Ratio,
    long gatewayMegabytes,
    long nginxMegabytes,
    int streams,
    long streamsMegabytes,
    long emptyMegabytes,
    long errors) {}
