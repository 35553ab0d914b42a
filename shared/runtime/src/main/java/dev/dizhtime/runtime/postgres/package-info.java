/**
 * PostgreSQL: migrations at start, transactions with a bounded pool, and the tables that messaging
 * and idempotency stand on (see {@code db/V0_1__messaging.sql} beside this package).
 *
 * <p>Always true: a transaction commits as a whole or changes nothing; two that met are run again;
 * what was to be done after the commit (wake the relay) is done only after it; a database, or a
 * client, that is gone without a word is waited for within a bound (see {@code AnsweringDriver} and
 * {@code SessionSettings}).
 */
package dev.dizhtime.runtime.postgres;
