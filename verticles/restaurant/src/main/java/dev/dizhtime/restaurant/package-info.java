/**
 * Restaurants and their menus: made by their owners or imported, published to customers, opened and
 * closed.
 *
 * <p>In: HTTP ({@code openapi.yaml}); the {@code users} topic, for the names of owners; the {@code
 * orders} topic, for what they take of the stock. Out: the {@code restaurants} topic, one whole
 * snapshot per change of a published restaurant; the {@code orders.replies} topic, when there is
 * not enough for an order, or enough for one that waits for it. Kept in MongoDB: {@code
 * restaurants}, {@code owners}, {@code leases}.
 *
 * <p>Always: a change and the event that tells of it are one write of one document; versions of a
 * restaurant count up by one; two changes of the same version never both succeed; events of a
 * restaurant leave in the order of their versions; an order takes stock once and puts it back at
 * most once.
 *
 * <pre>
 *   HTTP ──► usecase ──► restaurants { …, outbox: [event] } ──► relay ──► topic
 *                                        ▲                       │
 *                                        └── $pull, once acked ──┘
 * </pre>
 */
package dev.dizhtime.restaurant;
