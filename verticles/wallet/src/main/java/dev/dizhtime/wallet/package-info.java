/**
 * The wallet: a double-entry ledger in whole minor units.
 *
 * <pre>
 *   top-up    PROVIDER_CLEARING ──posted──▶ CUSTOMER
 *   reserve   CUSTOMER, or the driver's CASH_FLOAT ──pending──▶ ESCROW (the customer's own)
 *   capture   the pending is posted, in full or in part, and linked to it: PROMOTION ──▶ ESCROW
 *             ──▶ RESTAURANT, DRIVER, TIP, COMMISSION, DELIVERY_FEE, TAX
 *   release   the pending is voided; expiry: by the wallet itself, when its time is up
 *   adjust    ADJUSTMENT, or who is liable ──posted──▶ CUSTOMER, RESTAURANT, ...
 * </pre>
 *
 * <p>In: commands ReserveFunds, CaptureFunds, ReleaseFunds, AdjustFunds, PostTransfers, a poll's at
 * once (group "wallet"); orders and restaurants (group "wallet-views"); providers' webhooks; HTTP
 * under {@code /api/wallet}. Out: answers on the orders' and the wallet's replies topics;
 * FundsExpired, WalletToppedUp, TopUpDeclined, TopUpChargedBack, PayoutPaid through the outbox.
 * Tables: {@code account}, {@code transfer}, {@code chain}, {@code hold_deadline}, {@code
 * barred_transfer}, and those of the rooms {@code payment}, {@code payout}, {@code cash} and {@code
 * audit}.
 *
 * <p>Always true: the sum over each currency is zero; a customer is never below zero, holds
 * counted; transfers never change, and each carries the hash of the one before it.
 */
package dev.dizhtime.wallet;
