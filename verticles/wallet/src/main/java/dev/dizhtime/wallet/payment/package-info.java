/**
 * Money that comes in: top-ups, the payment providers that collect them, and the providers' signed
 * webhooks.
 *
 * <pre>
 *   POST top-ups ──▶ row PENDING ──▶ loop ──▶ provider: create (the top-up's id is the key)
 *                        ▲                        │
 *                        └──── webhook, or the loop asks again ◀┘
 *   PENDING ──▶ SUCCEEDED ──▶ CHARGED_BACK        PENDING ──▶ DECLINED
 * </pre>
 *
 * <p>In: the operation {@code topUpWallet}, webhooks. Out: transfers from PROVIDER_CLEARING to
 * CUSTOMER; WalletToppedUp, TopUpDeclined, TopUpChargedBack. Tables: {@code top_up}, {@code
 * payment_event}.
 *
 * <p>Always true: a top-up is credited once, whatever is repeated, lost or out of order; the money
 * that a provider says it has is always credited; nothing waits in memory only.
 */
package dev.dizhtime.wallet.payment;
