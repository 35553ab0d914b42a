/**
 * The wallet: a double-entry ledger in whole minor units.
 *
 * <pre>
 *   top-up    PROVIDER_CLEARING ──posted──▶ CUSTOMER
 *   reserve   CUSTOMER ──pending──▶ ESCROW (the customer's own)
 *   capture   the pending is posted, and linked to it: ESCROW ──▶ RESTAURANT, DRIVER, COMMISSION, TAX
 *   release   the pending is voided
 * </pre>
 *
 * <p>In: commands ReserveFunds, CaptureFunds, ReleaseFunds (group "wallet"); HTTP under {@code
 * /api/wallet}. Out: their answers on the orders' replies topic; WalletToppedUp through the outbox.
 * Tables: {@code account}, {@code transfer}, {@code chain}.
 *
 * <p>Always true: the sum over each currency is zero; a customer is never below zero, holds
 * counted; transfers never change, and each carries the hash of the one before it.
 */
package dev.dizhtime.wallet;
