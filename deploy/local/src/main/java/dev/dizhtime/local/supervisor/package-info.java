/**
 * Starts the platform, keeps it alive and stops it.
 *
 * <pre>
 *   supervisor (this JVM; MongoDB wire and SMTP servers live in it)
 *     ├─ postgres, kafka, elasticsearch     kept by a Keeper each
 *     └─ platform                           one ServiceHost for all parts, or with --split one for each
 * </pre>
 *
 * <p>In: a {@link dev.dizhtime.local.supervisor.DataDirectory} and a port plan. Out: {@code
 * run/state.json}, which other commands read.
 *
 * <p>Always: one supervisor per data directory, by a lock that dies with it; children die with the
 * supervisor, because they live on a pipe from it; what ends unasked is started again; a start that
 * fails leaves nothing running.
 */
package dev.dizhtime.local.supervisor;
