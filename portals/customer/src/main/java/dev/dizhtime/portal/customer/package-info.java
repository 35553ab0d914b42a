/**
 * The customers' portal, at {@code /}: find a restaurant, put an order together, pay from the
 * wallet, follow the order.
 *
 * <p>In: HTTP, and {@code places.properties} for where people look around without saying where they
 * are. Out: requests to the platform's API. Always: prices are only ever the platform's; what the
 * browser sends back of a quote is the platform's own signed text; an order form that is sent twice
 * makes one order.
 */
package dev.dizhtime.portal.customer;
