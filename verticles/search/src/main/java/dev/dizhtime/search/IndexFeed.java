package dev.dizhtime.search;

import co.elastic.clients.elasticsearch._types.ElasticsearchException;
import dev.dizhtime.contracts.ConsumerGroup;
import dev.dizhtime.contracts.Message;
import dev.dizhtime.contracts.restaurant.RestaurantPublished;
import dev.dizhtime.contracts.restaurant.RestaurantUnpublished;
import dev.dizhtime.runtime.messaging.DirectConsumer;
import dev.dizhtime.runtime.messaging.Publisher;
import dev.dizhtime.runtime.messaging.TopicReplay;
import dev.dizhtime.runtime.service.ServiceContext;
import io.vertx.core.Future;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the index filled. First it sees to it that there is a complete one: it creates it, reads
 * the whole topic into it, and points the alias to it. Then it follows the topic. Several instances
 * may do the same at once: versions make that harmless. What dies half-way begins again, for the
 * alias is pointed last.
 */
final class IndexFeed {
  private static final Logger LOG = LoggerFactory.getLogger(IndexFeed.class);
  private static final Set<Class<? extends Message>> EVENTS =
      Set.of(RestaurantPublished.class, RestaurantUnpublished.class);
  private static final long FIRST_BACKOFF_MILLIS = 250;
  private static final long MAX_BACKOFF_MILLIS = 5_000;

  private final ServiceContext service;
  private final RestaurantIndex index;

  private IndexFeed(ServiceContext service, RestaurantIndex index) {
    this.service = service;
    this.index = index;
  }

  /** Starts; returns at once, because Elasticsearch may still be away. */
  static void start(ServiceContext service, RestaurantIndex index, Publisher publisher) {
    IndexFeed feed = new IndexFeed(service, index);
    Future<Void> following =
        service.spawn(
            "search index",
            () -> {
              if (feed.prepared()) {
                DirectConsumer.of(service, ConsumerGroup.SEARCH, publisher)
                    .startBatched(EVENTS, feed::write);
              }
            });
    service.onStop("search index", following::await);
  }

  /** Waits until there is a complete index; false when the service stops before. */
  private boolean prepared() {
    long backoff = FIRST_BACKOFF_MILLIS;
    while (!service.stopping()) {
      try {
        prepare();
        return true;
      } catch (Exception e) {
        LOG.warn("no index to search yet, trying again in {} ms: {}", backoff, e.toString());
        service.vertx().timer(backoff).await();
        backoff = Math.min(backoff * 2, MAX_BACKOFF_MILLIS);
      }
    }
    return false;
  }

  private void prepare() throws Exception {
    Collection<String> targets = index.targets();
    if (targets.contains(index.index())) {
      return;
    }
    index.create();
    LOG.info("filling {} from the topic", index.index());
    long read = TopicReplay.read(service, EVENTS, index::fill);
    index.pointAlias(targets);
    if (!targets.isEmpty()) {
      // Until now others wrote to the old index what came in; read that too.
      TopicReplay.read(service, EVENTS, index::fill);
    }
    LOG.info("{} is complete after {} events", index.index(), read);
  }

  /**
   * Somebody may take the index away while we run; then it is made again, and the batch retried.
   */
  private void write(List<Message> events) throws Exception {
    try {
      index.write(events);
    } catch (RestaurantIndex.MissingIndexException e) {
      prepare();
      throw e;
    } catch (ElasticsearchException e) {
      if (e.status() == 404) {
        prepare();
        throw new IOException("the index was gone", e);
      }
      throw e;
    }
  }
}
