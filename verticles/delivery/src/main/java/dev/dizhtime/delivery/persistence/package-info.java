/**
 * Tasks and drivers in PostgreSQL. Rows are locked with SKIP LOCKED where any other would do, and
 * all comparisons of time are made on the database's clock.
 */
package dev.dizhtime.delivery.persistence;
