/**
 * Keeps what is followed through the platform where there is no Tempo: the spans of the last while.
 *
 * <p>In: exports of OpenTelemetry spans over HTTP. Out: the part of Tempo's API by which one
 * request is found and shown.
 *
 * <p>Always: no more memory than it was given, whatever comes; what it lets go is counted; what it
 * can't read is refused and changes nothing.
 */
package dev.dizhtime.embedded.traces;
