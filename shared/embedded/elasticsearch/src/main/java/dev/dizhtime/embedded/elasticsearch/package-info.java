/**
 * The process in which the embedded Elasticsearch lives.
 *
 * <p>In: the home directory, the ports and the file that announces readiness; the end of standard
 * input means that the parent is gone. Out: a one-node search server on 127.0.0.1. Always: the
 * process never outlives its parent.
 */
package dev.dizhtime.embedded.elasticsearch;
