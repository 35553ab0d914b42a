/**
 * What can be done with quotes and orders, and the doors (plain blocking interfaces) through which
 * it reaches the world: {@link dev.dizhtime.order.usecase.Orders} inside a transaction, {@link
 * dev.dizhtime.order.usecase.OrderViews} for reading, {@link dev.dizhtime.order.usecase.Catalogue},
 * {@link dev.dizhtime.order.usecase.QuoteTokens}.
 *
 * <p>Always true: a refusal is a value; an exception is a failure, and whatever was begun is rolled
 * back.
 */
package dev.dizhtime.order.usecase;
