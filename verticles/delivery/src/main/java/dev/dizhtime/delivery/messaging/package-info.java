/** What comes in over Kafka, and the loop that dispatches after each commit and on the clock. */
package dev.dizhtime.delivery.messaging;
