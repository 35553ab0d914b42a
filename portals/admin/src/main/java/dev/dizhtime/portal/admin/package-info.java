/**
 * The admins' portal, at {@code /admin}: the operator's console. All orders, each with its saga
 * step by step, its money, and what can be done about it; dead letters with their cause, to be said
 * again; the ledger, payouts and drivers' cash; promotions; and the design system's style page.
 *
 * <p>In: HTTP, and the topics of orders and deliveries, which only say that something changed. Out:
 * requests to the platform's API. Always: only an admin can log in; what changes something takes a
 * reason where the platform asks for one, and pressing twice is one action.
 */
package dev.dizhtime.portal.admin;
