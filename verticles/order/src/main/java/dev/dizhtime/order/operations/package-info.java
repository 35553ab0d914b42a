/**
 * Dead letters of all services, for operators: looking at them, saying them again, and who did so.
 * It is here because the order service is where operators act; it knows nothing of orders.
 *
 * <p>In: HTTP, and the dead-letter topics of all consumer groups. Out: letters, again on the topics
 * that they came from. Tables: {@code dead_letter_action} (the audit), {@code dead_letter_mark}.
 * Always: a letter is marked only after the broker has it again, and said again once per mark.
 */
package dev.dizhtime.order.operations;
