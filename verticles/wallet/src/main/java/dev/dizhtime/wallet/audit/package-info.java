/**
 * Proves that the books fit the orders. The wallet keeps what orders say of themselves, and looks
 * all the time for holds that belong to no live order and for orders that were not paid out as they
 * should be.
 *
 * <p>In: the order and restaurant topics (group "wallet-views"). Out: the gauges {@code
 * ledger_imbalance}, {@code ledger_orphan_holds}, {@code ledger_unequal_orders}. Tables: {@code
 * audited_order}, {@code watched_hold}, {@code audit_position}, {@code restaurant_owner}.
 *
 * <p>Always true: it only reads the ledger; what it has seen once it does not read again, so its
 * cost follows what happens and not how much ever happened.
 */
package dev.dizhtime.wallet.audit;
