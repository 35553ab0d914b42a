package dev.dizhtime.local.bench;

import java.time.Instant;

/**
 * What the ledger does beside what PostgreSQL's own benchmark does, in one run on one server.
 *
 * @param seconds of each measurement
 * @param accounts customers that transfers choose from
 * @param pgbenchTps transactions a second of pgbench, TPC-B-like
 * @param transfersPerSecond transfers a second, one command each, from the command's topic to the
 *     answer
 * @param ratio of the two
 * @param linkedTransfersPerSecond the same where a command has six linked transfers
 * @param p50Millis from when a command was due to its answer, at half of transfersPerSecond
 * @param p99Millis the same, of which 99 in 100 are not above
 * @param refused commands that were refused; 0 as no account runs dry
 * @param problems what was found wrong with the books afterwards; 0
 */
public record WalletBenchResult(
    Instant at,
    int seconds,
    int accounts,
    double pgbenchTps,
    double transfersPerSecond,
    double ratio,
    double linkedTransfersPerSecond,
    long p50Millis,
    long p99Millis,
    long refused,
    int problems) {}
