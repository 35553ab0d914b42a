/**
 * Holds what is not Java to what is: every overlay and combination of components renders, every
 * object is one that Kubernetes and the operators would take, the policies of the house hold, the
 * network is open exactly along the declared call graph, and dashboards and alerts speak of metrics
 * that exist.
 *
 * <p>Comes in: {@code kustomize/}, {@code observability/}, and the tools {@code kubectl} or {@code
 * kustomize}, and {@code promtool}. Goes out: nothing.
 */
package dev.dizhtime.manifests;
