package dev.dizhtime.runtime.messaging;

import dev.dizhtime.contracts.Topic;
import dev.dizhtime.runtime.messaging.OutboxSource.Waiting;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SerializationException;

/**
 * What is to become of a batch that was published. What failed for the moment is published again,
 * and so is what stood behind it under the same key: the last of a key must be the last that was
 * said.
 *
 * @param published may be forgotten
 * @param unsendable will never be taken by the broker, whatever is tried
 * @param failure of the foremost that is to be published again; empty when there is none
 */
record Settlement(List<Waiting> published, List<Waiting> unsendable, Optional<Throwable> failure) {
  private record Key(Topic topic, String key) {}

  /** From why each of the batch failed, if it did. */
  static Settlement of(List<Waiting> batch, List<Optional<Throwable>> failures) {
    List<Waiting> published = new ArrayList<>();
    List<Waiting> unsendable = new ArrayList<>();
    Set<Key> behind = new HashSet<>();
    Optional<Throwable> first = Optional.empty();
    for (int i = 0; i < batch.size(); i++) {
      Waiting each = batch.get(i);
      Key key = new Key(each.envelope().topic(), each.envelope().key());
      Optional<Throwable> failure = failures.get(i);
      if (failure.filter(Settlement::forGood).isPresent()) {
        unsendable.add(each);
      } else if (failure.isPresent()) {
        behind.add(key);
        first = first.or(() -> failure);
      } else if (!behind.contains(key)) {
        published.add(each);
      }
    }
    return new Settlement(published, unsendable, first);
  }

  /**
   * Whether it is this very message that is refused. Anything else, a right that is missing for
   * instance, may be mended without it; and what a broker calls an invalid record it says of all
   * that came in the same request.
   */
  private static boolean forGood(Throwable failure) {
    return failure instanceof RecordTooLargeException || failure instanceof SerializationException;
  }
}
