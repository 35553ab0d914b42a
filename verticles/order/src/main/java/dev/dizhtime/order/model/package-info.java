/**
 * What an order is and what may happen to it, in plain Java: no clock, no database, no wire.
 *
 * <p>{@link dev.dizhtime.order.model.Saga} is the state machine, a class for each stage of an
 * order's life: FundsStage, KitchenStage, WayStage, PayoutStage, RefundStage; DeadlineStage says
 * what becomes of waits that were too long, OperatorStage what operators may do. Ending says how an
 * order ends early, Settling where its money goes then, {@link dev.dizhtime.order.model.Deadlines}
 * what it waits for. {@link dev.dizhtime.order.model.Pricing} makes quotes. A rule that says no
 * returns a value, it never throws.
 */
package dev.dizhtime.order.model;
