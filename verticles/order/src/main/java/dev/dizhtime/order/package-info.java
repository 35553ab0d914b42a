/**
 * Quotes, orders, and the saga that takes each order from the customer's click to money paid out.
 *
 * <p>In: HTTP ({@code openapi.yaml} beside this package); restaurants and their menus from the
 * topic {@code restaurants}; the wallet's answers from {@code orders.replies}; what drivers do from
 * {@code deliveries}. Out: events on {@code orders}; commands on {@code wallet.commands} and {@code
 * delivery.commands}. Tables: {@code orders}, {@code saga_step}, {@code restaurant}.
 *
 * <pre>
 *  customer ── place ──► PLACED ── ReserveFunds ──► wallet
 *                          │ FundsReserved                 └─ FundsRefused ──► FAILED
 *  restaurant ─ accept ► FUNDS_RESERVED ─ reject ──► REJECTED + ReleaseFunds ──► wallet
 *                          │
 *                        ACCEPTED ── RequestDelivery ──► delivery
 *                        PREPARING, READY                   │ DeliveryAssigned
 *                        PICKED_UP  ◄───────────────────────┤ DeliveryPickedUp
 *                        DELIVERED  ◄───────────────────────┘ DeliveryDelivered
 *                          │ CaptureFunds ──► wallet
 *                        SETTLED ◄── FundsCaptured
 * </pre>
 *
 * <p>Always true: the client never sends a price; a quote becomes at most one order; every
 * transition locks the order's row and writes state, saga log and messages in one transaction; a
 * fact that comes late or twice changes nothing and is in the log; every step of an order goes on
 * under the trace and the request id that it was placed with.
 */
package dev.dizhtime.order;
