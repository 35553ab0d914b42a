/**
 * The restaurants' portal, at {@code /restaurant}: incoming orders, live, and what to do about
 * each.
 *
 * <p>In: HTTP, and the topic of orders, which only says whose list has changed: the owner's, and
 * that of everybody who works there. Out: requests to the platform's API. Always: the list is what
 * the platform answers to whoever looks; which buttons an order has follows from its state alone.
 */
package dev.dizhtime.portal.restaurant;
