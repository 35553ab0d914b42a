/**
 * Shows the path of one request through all services.
 *
 * <p>In: a request id or a trace id, and the address of Tempo or of the local store. Out: {@link
 * dev.dizhtime.runtime.traces.TraceTree}s, for a terminal or a page.
 *
 * <p>Always: what is not there is said to be missing, never guessed; answers are bounded.
 */
package dev.dizhtime.runtime.traces;
