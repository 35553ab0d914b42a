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
 * <p>In: commands ReserveFunds, CaptureFunds, ReleaseFunds (group "wallet"); orders and restaurants
 * (group "wallet-views"); providers' webhooks; HTTP under {@code /api/wallet}. Out: answers on the
 * orders' replies topic; WalletToppedUp, TopUpDeclined, TopUpChargedBack, PayoutPaid through the
 * outbox. Tables: {@code account}, {@code transfer}, {@code chain}, and those of the rooms {@code
 * payment}, {@code payout}, {@code cash} and {@code audit}.
 *
 * <p>Always true: the sum over each currency is zero; a customer is never below zero, holds
 * counted; transfers never change, and each carries the hash of the one before it.
 */
package dev.dizhtime.wallet;
