/**
 * What a test stands on: the real infrastructure, tokens, HTTP, events, bounded waiting and the
 * house rules.
 *
 * <p>In: {@link dev.dizhtime.testkit.RealInfrastructure} on a test class. Out: an {@link
 * dev.dizhtime.testkit.Infrastructure} with a database, topics, indexes and an inbox of that
 * class's own.
 *
 * <p>Always: servers are started once per build, on first use, and end with the build; no test
 * class sees another's data; every wait has a bound.
 *
 * <pre>
 *   Maven ──► test JVM ──HTTP──► host process ──► PostgreSQL, Kafka, Elasticsearch, MongoDB wire
 *         ──► test JVM ──HTTP──►      │
 *                                     └── watches Maven, and ends with it
 * </pre>
 */
package dev.dizhtime.testkit;
