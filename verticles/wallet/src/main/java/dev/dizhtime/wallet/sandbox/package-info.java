/**
 * A payment provider for development and tests, a service of its own: it takes payments and tells
 * by signed webhooks what came of them, now and then as badly as real providers do. What it does is
 * chosen by the amount, see {@code docs/reference/sandbox-provider.md}.
 *
 * <p>In: {@code /v1/payments}. Out: webhooks to the wallet. Tables, in a database of its own:
 * {@code sandbox_payment}, {@code sandbox_webhook}.
 *
 * <p>Always true: a payment and the webhooks that it will send are one transaction, so that a
 * killed sandbox still confirms; a webhook is sent until it is taken, 30 times at most.
 */
package dev.dizhtime.wallet.sandbox;
