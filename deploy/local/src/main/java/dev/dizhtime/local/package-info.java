/**
 * The {@code dizhtime} command: the whole platform on one machine, and what to do with it.
 *
 * <pre>
 *   dizhtime (shell) ──► Main ──► command ──► supervisor   up, down, status, logs, reset
 *                                        ├──► city, demo, imports, bench ──► client ──► gateway
 *                                        ├──► images ──► Maven, podman
 *                                        └──► Maven        test, format
 * </pre>
 *
 * <p>Always: progress goes to standard error, results to standard output; a command that cannot be
 * done says so in one sentence and ends with a code that {@code --help} explains.
 */
package dev.dizhtime.local;
