/**
 * Drivers and their tasks: who is on shift and where, which order goes to whom, and how far it is.
 *
 * <pre>
 *   RequestDelivery ─► REQUESTED ─► OFFERED ─► ASSIGNED ─► PICKED_UP ─► DELIVERED
 *                          ▲           │          │            ├─► UNDELIVERABLE
 *                          └───────────┴──────────┤            └─► ABANDONED
 *                       declined, expired, taken  └─► CANCELLED  (from any state before PICKED_UP)
 *                       off, given back
 * </pre>
 *
 * <p>In: {@code delivery.commands} (RequestDelivery, ReassignDelivery, CancelDelivery), {@code
 * orders} (OrderReady, and every end of an order), drivers and admins over HTTP. Out: {@code
 * deliveries}, {@code driver-positions}. Tables: {@code driver}, {@code delivery_task}, {@code
 * delivery_refusal}, {@code handoff_override}, {@code ready_order}, {@code followed_order}.
 *
 * <p>Always true: an order has one task; a driver has at most one task that is offered to or held
 * by them (a partial unique index says so), and none of an order that is over; an order is picked
 * up only after the kitchen is ready, and delivered only after it was picked up, each with its code
 * or by an admin's word; no code leaves the database; whatever happens to a task goes on under the
 * trace and request id of its order.
 */
package dev.dizhtime.delivery;
