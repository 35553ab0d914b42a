/**
 * The connections to what is behind the gateway, and one request with its answer on each. Requests
 * go over lines of our own, which do what a proxy needs and no more; what is rarer (WebSockets,
 * event streams, TLS) goes through the client of Vert.x. All of it happens on one event loop.
 */
package dev.dizhtime.gateway.upstream;
