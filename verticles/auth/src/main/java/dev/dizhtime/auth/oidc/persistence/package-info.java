/** Clients, codes, consents and browser sessions in PostgreSQL. */
package dev.dizhtime.auth.oidc.persistence;
