/** What arrives over Kafka, as facts for the saga and snapshots for the catalogue. */
package dev.dizhtime.order.messaging;
