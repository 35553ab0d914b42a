/**
 * The HTTP side of a service.
 *
 * <pre>
 *   request ─► request id ─► body (bounded) ─► token, roles ─► OpenAPI validation ─► Operation(Call)
 *                                                                                      │
 *   response ◄── Reply as JSON, or a Problem (RFC 9457) ◄──────────────────────────────┘
 * </pre>
 *
 * <p>Always true: the OpenAPI document is the contract; what it does not allow never reaches an
 * operation; each refusal is a problem that names the field; no answer shows a stack trace.
 */
package dev.dizhtime.runtime.http;
