package dev.dizhtime.local.bench;

import java.time.Instant;

/**
 * What the gateway does with many rules of Ingresses beside what it does with one, in one run
 * before the same upstream.
 *
 * @param seconds of each turn
 * @param rules beside the one that is asked for
 * @param fewRps requests a second without them
 * @param rulesRps requests a second with them
 * @param rulesRatio of the two in turns beside each other, the median
 * @param fewP99Micros 99 in 100 answers took at most this without them
 * @param rulesP99Micros 99 in 100 answers took at most this with them
 * @param fewMegabytes resident without them
 * @param rulesMegabytes resident with them
 * @param errors answers that were not 200, and broken connections; 0
 */
public record RulesBenchResult(
    Instant at,
    int seconds,
    int rules,
    double fewRps,
    double rulesRps,
    double rulesRatio,
    long fewP99Micros,
    long rulesP99Micros,
    long fewMegabytes,
    long rulesMegabytes,
    long errors) {}
