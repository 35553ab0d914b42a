/** Accounts, sessions and the sealed signing key in PostgreSQL. */
package dev.dizhtime.auth.persistence;
