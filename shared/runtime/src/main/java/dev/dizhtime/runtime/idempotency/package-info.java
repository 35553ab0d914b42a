/**
 * {@code Idempotency-Key}: a request that moves money or creates an order has its effect once,
 * however often it is sent. The record of it is part of the same transaction as the effect.
 */
package dev.dizhtime.runtime.idempotency;
