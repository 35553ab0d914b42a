/**
 * One request id and one trace through everything, and meters in Prometheus format. The request id
 * lives in the OpenTelemetry context; Vert.x keeps that context with the request, so both follow it
 * over every await.
 */
package dev.dizhtime.runtime.telemetry;
