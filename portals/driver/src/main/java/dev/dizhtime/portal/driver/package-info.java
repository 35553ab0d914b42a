/**
 * The drivers' portal, at {@code /driver}, made for a phone in one hand: go online, take a task,
 * pick up and drop off with the codes of the others, wait at a door, give a task back, see the
 * money.
 *
 * <p>In: HTTP, and the topics of deliveries and orders, which only say whose task has changed. Out:
 * requests to the platform's API. Always: the task shown is what the platform answers; an event
 * that was missed is made up for within {@code every 20s}.
 */
package dev.dizhtime.portal.driver;
