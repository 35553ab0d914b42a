/**
 * The process in which the embedded Kafka broker lives.
 *
 * <p>In: a properties file, the directory of the log and the file that announces readiness; the end
 * of standard input means that the parent is gone. Out: a broker and controller on 127.0.0.1.
 * Always: the process never outlives its parent.
 */
package dev.dizhtime.embedded.kafka;
