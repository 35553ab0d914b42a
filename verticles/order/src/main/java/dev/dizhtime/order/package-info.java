/**
 * Quotes, orders, and the saga that takes each order from the customer's click to money paid out.
 *
 * <p>In: HTTP ({@code openapi.yaml} beside this package); restaurants and their menus from the
 * topic {@code restaurants}; the wallet's answers, and restaurants' about their stock, from {@code
 * orders.replies}; what drivers do from {@code deliveries}; and deadlines that pass. Out: events on
 * {@code orders}; commands on {@code wallet.commands} and {@code delivery.commands}. Tables: {@code
 * orders}, {@code saga_step}, {@code deadline}, {@code operator_action}, {@code restaurant}, {@code
 * promotion}, {@code promotion_use}, {@code basket}.
 *
 * <pre>
 *  customer ── place ──► PLACED ── ReserveFunds ──► wallet
 *                          │ FundsReserved              └─ FundsRefused ──► FAILED
 *                          │ (SCHEDULED until its time)
 *  restaurant ─ accept ► FUNDS_RESERVED ─ no, or no answer ──► REJECTED + ReleaseFunds
 *                          │
 *                        ACCEPTED ── RequestDelivery ──► delivery
 *                        PREPARING, READY ─ called off ─┼──► CANCELLED + CaptureFunds, ReleaseFunds
 *                        PICKED_UP  ◄───────────────────┤ DeliveryPickedUp     or AdjustFunds
 *                          │ lost ──► FAILED, nobody there ──► UNDELIVERED
 *                        DELIVERED  ◄───────────────────┘ DeliveryDelivered
 *                          │ CaptureFunds ──► wallet
 *                        SETTLED ◄── FundsCaptured
 * </pre>
 *
 * <p>Always true: the client never sends a price; a quote becomes at most one order; every
 * transition locks the order's row and writes state, saga log, deadlines and messages in one
 * transaction; a fact that comes late or twice changes nothing and is in the log; every order ends
 * by deadlines alone, and its money is captured, released or written off, exactly one of them;
 * every step of an order goes on under the trace and the request id that it was placed with.
 */
package dev.dizhtime.order;
