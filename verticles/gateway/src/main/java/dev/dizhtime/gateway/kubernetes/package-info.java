/**
 * Routes and certificates from Kubernetes.
 *
 * <pre>
 *   API server ── watch ──► Cluster ── Snapshot ──► Compiler ── Compiled ─┬─► route table, certificates
 *                              ▲                    (pure)                │
 *                              └──────── status, events ◄── the leader ◄──┘
 * </pre>
 *
 * <p>Comes in: IngressClass, Ingress, Service, EndpointSlice, Secret; with the Gateway API also
 * GatewayClass, Gateway, HTTPRoute, ReferenceGrant, Namespace. Goes out: a table that takes the old
 * one's place in one step, and from one of the gateways the objects' status and events about what
 * is wrong with them.
 *
 * <p>Always true: the same objects give the same table, in whatever order they came; what is wrong
 * with one object costs its own routes only; while the API server is away the last table counts.
 */
package dev.dizhtime.gateway.kubernetes;
