/**
 * The admins' portal, at {@code /admin}: all orders, each with its saga step by step, and the
 * design system's style page.
 *
 * <p>In: HTTP, and the topics of orders and deliveries, which only say that something changed. Out:
 * requests to the platform's API. Always: only an admin can log in.
 */
package dev.dizhtime.portal.admin;
