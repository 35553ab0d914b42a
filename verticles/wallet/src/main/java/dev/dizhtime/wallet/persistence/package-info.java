/**
 * The ledger in PostgreSQL: tables {@code account}, {@code transfer}, {@code chain} (see {@code
 * db/V1__ledger.sql}).
 *
 * <p>Always true, by constraint or trigger: no counter is negative, no wallet is below zero with
 * holds counted, no transfer is changed or deleted, none is resolved twice.
 */
package dev.dizhtime.wallet.persistence;
