/**
 * A Kubernetes API server without a cluster behind it: the real one, with its etcd, rights,
 * admission and definitions, but no kubelet, no scheduler and no controller.
 *
 * <p>Comes in: the two programs that {@code deploy/apiserver} builds, which only {@code ./dizhtime
 * test --apiserver} does. Goes out: an address with TLS, its authority, the token of an admin.
 *
 * <p>Always true: a server that was started answers; it ends with the JVM that started it; all that
 * it keeps is in the folder that it was given.
 *
 * <pre>
 *   test JVM ── stdin pipe ──► sh ──► etcd
 *            ── stdin pipe ──► sh ──► kube-apiserver    (the end of the pipe is kill -9)
 * </pre>
 */
package dev.dizhtime.testkit.apiserver;
