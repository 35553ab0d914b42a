/**
 * Who works at a restaurant: owner, manager or kitchen, at each restaurant for itself.
 *
 * <pre>
 *   owner invites an address ─► invitation + mail ─► accepted by whoever is logged in with that
 *                                                    address ─► staff row ─► claim "staff" in the
 *                                                    access tokens from the next refresh on
 * </pre>
 *
 * <p>Comes in: HTTP; {@code RestaurantPublished}, for who owns what, so a restaurant has staff once
 * it was published. Tables: staff, staff_invitation, known_restaurant. Always true: the owner that
 * the restaurant service names is no row here and can't be removed; an invitation is good once.
 */
package dev.dizhtime.auth.staff;
