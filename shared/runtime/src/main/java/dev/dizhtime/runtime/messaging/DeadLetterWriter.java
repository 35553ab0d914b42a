package dev.dizhtime.runtime.messaging;

import dev.dizhtime.runtime.telemetry.RequestId;
import io.vertx.core.Future;
import io.vertx.kafka.client.producer.KafkaProducer;
import io.vertx.kafka.client.producer.KafkaProducerRecord;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.errors.RecordBatchTooLargeException;
import org.apache.kafka.common.errors.RecordTooLargeException;

/**
 * Puts what a group gave up on where an operator finds it. A message may be as large as a record
 * can be, and a letter says more than its message: what is too large is written with a short
 * reason, and if it still is, cut. Where it came from has all of it as long as the topic keeps it.
 */
final class DeadLetterWriter {
  private static final int REASON_CHARS = 4_000;
  private static final int SHORT_REASON_CHARS = 200;
  private static final int PAYLOAD_CHARS = 64_000;
  private static final int FIELD_CHARS = 1_000;

  /** What a letter that is cut keeps of its message's headers. */
  private static final List<String> KEPT =
      List.of(
          Headers.ID,
          Headers.TYPE,
          Headers.SOURCE,
          Headers.TIME,
          Headers.SUBJECT,
          Headers.SPEC_VERSION,
          Headers.CONTENT_TYPE,
          Headers.TRACEPARENT,
          RequestId.HEADER,
          Headers.REPLAY_GROUP,
          Headers.REPLAY_OF,
          Headers.REPLAY_COUNT);

  private final KafkaProducer<String, String> producer;
  private final Clock clock;

  DeadLetterWriter(KafkaProducer<String, String> producer, Clock clock) {
    this.producer = producer;
    this.clock = clock;
  }

  Future<Void> write(String topic, Incoming message, Throwable reason, int attempts) {
    Map<String, String> told = new HashMap<>();
    told.put(
        Headers.DEAD_LETTER_ORIGIN,
        message.topicName() + "/" + message.partition() + "/" + message.offset());
    told.put(Headers.DEAD_LETTER_TIME, clock.instant().toString());
    told.put(Headers.DEAD_LETTER_ATTEMPTS, Integer.toString(attempts));
    told.put(Headers.DEAD_LETTER_REASON, begin(reason.toString(), REASON_CHARS));
    return send(topic, message, told)
        .recover(
            failure -> {
              told.put(Headers.DEAD_LETTER_REASON, begin(reason.toString(), SHORT_REASON_CHARS));
              return tooLarge(failure) ? send(topic, message, told) : Future.failedFuture(failure);
            })
        .recover(
            failure ->
                tooLarge(failure) ? sendCut(topic, message, told) : Future.failedFuture(failure));
  }

  private Future<Void> send(String topic, Incoming message, Map<String, String> told) {
    var letter = KafkaProducerRecord.create(topic, message.key(), message.payload());
    Map<String, String> headers = new HashMap<>(message.headers());
    headers.putAll(told);
    headers.forEach(letter::addHeader);
    return producer.send(letter).mapEmpty();
  }

  private Future<Void> sendCut(String topic, Incoming message, Map<String, String> told) {
    String payload = message.payload();
    var letter =
        KafkaProducerRecord.create(
            topic, begin(message.key(), FIELD_CHARS), begin(payload, PAYLOAD_CHARS));
    for (String name : KEPT) {
      if (message.headers().containsKey(name)) {
        letter.addHeader(name, begin(message.headers().get(name), FIELD_CHARS));
      }
    }
    told.forEach(letter::addHeader);
    letter.addHeader(
        Headers.DEAD_LETTER_CUT, Integer.toString(payload == null ? 0 : payload.length()));
    return producer.send(letter).mapEmpty();
  }

  private static boolean tooLarge(Throwable failure) {
    return failure instanceof RecordTooLargeException
        || failure instanceof RecordBatchTooLargeException;
  }

  private static String begin(String text, int chars) {
    return text == null || text.length() <= chars ? text : text.substring(0, chars);
  }
}
