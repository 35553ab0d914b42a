/**
 * Cash on delivery: what drivers bring in of the cash that they have taken, and how much of it they
 * may have at a time.
 *
 * <p>Table: {@code cash_deposit}; the money is in the ledger: CASH_CLEARING to CASH_FLOAT. A float
 * is below zero by what the driver has; its floor is the driver's limit, which the database holds,
 * with the cash of orders under way counted.
 */
package dev.dizhtime.wallet.cash;
