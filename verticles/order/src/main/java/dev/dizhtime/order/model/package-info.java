/**
 * What an order is and what may happen to it, in plain Java: no clock, no database, no wire.
 *
 * <p>{@link dev.dizhtime.order.model.Saga} is the whole state machine; {@link
 * dev.dizhtime.order.model.Pricing} makes quotes. A rule that says no returns a value, it never
 * throws.
 */
package dev.dizhtime.order.model;
