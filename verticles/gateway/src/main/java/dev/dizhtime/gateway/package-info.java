/**
 * The one way in.
 *
 * <pre>
 *   request ─► request id, trace ─► path in normal form? ─► route ─► token good? ─► body bounded
 *                                                                                       │
 *   answer ◄── security headers, one request id ◄── streamed as it comes ◄── the service behind
 * </pre>
 *
 * <p>Comes in: HTTP, WebSocket; routes and certificates from files or from a cluster. Goes out: the
 * same to the services and portals behind the routes, and the merged API description at {@code
 * /api/openapi.json} with its page at {@code /api/docs}. The gateway keeps nothing.
 *
 * <p>Always true: what reaches a service has a request id, a trace and forwarded headers that the
 * gateway wrote itself, and no token that the gateway could not verify; bodies and event streams
 * are never gathered in memory; nothing blocks an event loop; a refusal is a problem (RFC 9457).
 */
package dev.dizhtime.gateway;
