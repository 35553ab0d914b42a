/**
 * What the platform consists of on one machine: its parts and servers, their ports, environments
 * and secrets, and the process that services run in.
 *
 * <p>In: a gateway port, the servers' addresses, the secrets. Out: an environment for each part, a
 * routes file, databases and topics.
 *
 * <p>Always: everything listens on 127.0.0.1; no secret is on a command line or in a log.
 */
package dev.dizhtime.local.platform;
