/**
 * The real servers behind the platform, started without Docker.
 *
 * <p>In: a {@link dev.dizhtime.embedded.ServerSettings}: directory, port, log file, heap. Out: an
 * {@link dev.dizhtime.embedded.EmbeddedServer} that answers on 127.0.0.1 under its {@code
 * address()}.
 *
 * <p>Always: a server that was started answers; a server that was closed has left no process; a
 * child process ends with its parent, even when the parent was killed; what a killed parent left
 * alive is stopped by the next start on the same directory; a directory has at most one server;
 * what a client was told is stored survives {@code kill -9}.
 *
 * <pre>
 *   parent JVM ── stdin pipe ──► sh ──► postgres          (the end of the pipe is the order to stop)
 *              ── stdin pipe ──► java KafkaMain           own class path: target/servers/kafka
 *              ── stdin pipe ──► java ElasticsearchMain   own module path: target/servers/elasticsearch
 *              MongoDB wire and SMTP servers and the store of traces live in the parent JVM
 * </pre>
 */
package dev.dizhtime.embedded;
