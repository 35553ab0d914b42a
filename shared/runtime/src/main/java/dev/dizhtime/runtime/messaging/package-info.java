/**
 * The event backbone: CloudEvents over Kafka, effectively once.
 *
 * <pre>
 *   transaction ─┬─ state                                       ┌─ inbox row ─┐
 *                └─ outbox row ─► OutboxRelay ─► topic ─► ConsumerLoop ─► handler's effect
 *                                  (in order)               │   one transaction for the batch
 *                                                           └─► after retries: dead-letter topic
 * </pre>
 *
 * <p>Always true, and tested: messages of one key keep their order; nothing is skipped when a batch
 * fails; a duplicate has no second effect; poison goes to the dead-letter topic and the partition
 * moves on; while something is down we wait and lose nothing; memory stays flat however much waits.
 */
package dev.dizhtime.runtime.messaging;
