/**
 * Money that goes out: what restaurants and drivers have earned in a period, once a week by itself
 * or when an admin asks.
 *
 * <pre>
 *   payout_run DUE ──▶ page of payees: RESTAURANT, or DRIVER and TIP ──▶ PAYOUT_CLEARING ──▶ … ──▶ DONE
 * </pre>
 *
 * <p>Out: PayoutPaid. Tables: {@code payout_run}, {@code payout}.
 *
 * <p>Always true: one payout for a payee, a currency and a period; what came in after the period is
 * left for the next; who owes us is paid nothing until it is made up for. The row of a run says how
 * far it is, so a run that is killed goes on.
 */
package dev.dizhtime.wallet.payout;
