/**
 * Drivers and their tasks: who is on shift and where, which order goes to whom, and how far it is.
 *
 * <pre>
 *   RequestDelivery ─► REQUESTED ─► OFFERED ─► ASSIGNED ─► PICKED_UP ─► DELIVERED
 *                          ▲           │           │
 *                          └───────────┴ declined, └─► CANCELLED  (from any state before PICKED_UP)
 *                                        expired
 * </pre>
 *
 * <p>In: {@code delivery.commands} (RequestDelivery, CancelDelivery), {@code orders} (OrderReady,
 * OrderRejected, OrderFailed), and drivers over HTTP. Out: {@code deliveries}, {@code
 * driver-positions}. Tables: {@code driver}, {@code delivery_task}, {@code delivery_refusal},
 * {@code ready_order}.
 *
 * <p>Always true: an order has one task; a driver has at most one task that is offered to or held
 * by them (a partial unique index says so); an order is picked up only after the kitchen is ready;
 * whatever happens to a task goes on under the trace and request id of its order.
 */
package dev.dizhtime.delivery;
