/**
 * What the services say to each other: topics, messages, ids, money and places.
 *
 * <p>Only the JDK and Jackson annotations are seen from here. A message is a record that carries
 * its {@link dev.dizhtime.contracts.MessageType}; {@link dev.dizhtime.contracts.Messages} lists
 * them all. Within one version of a type only additive changes are allowed: a reader ignores fields
 * that it does not know, and a test holds each type's JSON Schema against the last one.
 *
 * <p>Always true: every aggregate's messages carry the aggregate's id as their key, so that all
 * that happened to one aggregate is read in order; money is an integer of minor units with its
 * currency; times are UTC instants.
 */
package dev.dizhtime.contracts;
