/** What comes in over Kafka. */
package dev.dizhtime.delivery.messaging;
