package dev.dizhtime.search;

import co.elastic.clients.elasticsearch._types.ElasticsearchException;
import co.elastic.clients.elasticsearch._types.VersionType;
import co.elastic.clients.elasticsearch.core.BulkRequest;
import co.elastic.clients.elasticsearch.core.BulkResponse;
import co.elastic.clients.elasticsearch.core.SearchRequest;
import co.elastic.clients.elasticsearch.core.SearchResponse;
import co.elastic.clients.elasticsearch.core.bulk.BulkOperation;
import co.elastic.clients.elasticsearch.core.bulk.BulkResponseItem;
import dev.dizhtime.contracts.Message;
import dev.dizhtime.contracts.restaurant.RestaurantPublished;
import dev.dizhtime.contracts.restaurant.RestaurantUnpublished;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The index of restaurants: one per version of its mapping, behind an alias that points to the one
 * that is complete.
 */
final class RestaurantIndex {
  /** Counts up whenever {@code restaurants-index.json} changes; then the index is filled anew. */
  static final int MAPPING_VERSION = 1;

  private static final String DEFINITION = "restaurants-index.json";
  private static final int CONFLICT = 409;
  private static final int NOT_FOUND = 404;

  private final Elasticsearch elasticsearch;
  private final String alias;
  private final String index;

  RestaurantIndex(Elasticsearch elasticsearch, String prefix) {
    this.elasticsearch = elasticsearch;
    this.alias = prefix + "restaurants";
    this.index = alias + "-v" + MAPPING_VERSION;
  }

  /** What is searched. */
  String alias() {
    return alias;
  }

  /** The index of the present mapping, complete or not. */
  String index() {
    return index;
  }

  /** The indexes that the alias points to: the present one, an older one, or none. */
  Collection<String> targets() throws IOException {
    try {
      return elasticsearch
          .call("getAlias", alias, client -> client.indices().getAlias(get -> get.name(alias)))
          .aliases()
          .keySet();
    } catch (ElasticsearchException e) {
      if (e.status() == NOT_FOUND) {
        return List.of();
      }
      throw e;
    }
  }

  /** Creates the index of the present mapping, unless it is there. */
  void create() throws IOException {
    try {
      elasticsearch.call(
          "createIndex",
          index,
          client -> client.indices().create(create -> create.index(index).withJson(definition())));
    } catch (ElasticsearchException e) {
      if (!"resource_already_exists_exception".equals(e.error().type())) {
        throw e;
      }
    }
  }

  private static InputStream definition() {
    return RestaurantIndex.class.getResourceAsStream(DEFINITION);
  }

  /** Points the alias to the index of the present mapping, and to no other. */
  void pointAlias(Collection<String> others) throws IOException {
    elasticsearch.call(
        "updateAliases",
        alias,
        client ->
            client
                .indices()
                .updateAliases(
                    update -> {
                      others.forEach(
                          other ->
                              update.actions(
                                  action ->
                                      action.remove(
                                          remove ->
                                              remove.index(other).alias(alias).mustExist(false))));
                      return update.actions(
                          action -> action.add(add -> add.index(index).alias(alias)));
                    }));
  }

  /** Takes over events by way of the alias. */
  void write(List<Message> events) throws IOException {
    write(alias, true, events);
  }

  /** Takes over events into the index of the present mapping, whatever the alias points to. */
  void fill(List<Message> events) throws IOException {
    write(index, false, events);
  }

  /**
   * Takes over events; one of a version that is not higher than what is known changes nothing.
   *
   * @throws IOException when the cluster, or the index, is not there; none or some are taken over
   * @throws IllegalArgumentException when the cluster refuses one for what is in it
   */
  private void write(String target, boolean isAlias, List<Message> events) throws IOException {
    List<BulkOperation> operations =
        last(events).values().stream().map(RestaurantIndex::operation).toList();
    BulkRequest request =
        BulkRequest.of(bulk -> bulk.index(target).requireAlias(isAlias).operations(operations));
    BulkResponse response = elasticsearch.call("bulk", target, client -> client.bulk(request));
    for (BulkResponseItem item : response.items()) {
      check(item);
    }
  }

  /** Of several events of one restaurant only the last matters, for each is a whole snapshot. */
  private static Map<String, Message> last(List<Message> events) {
    Map<String, Message> last = new LinkedHashMap<>();
    for (Message event : events) {
      last.merge(
          event.key(), event, (known, next) -> version(next) >= version(known) ? next : known);
    }
    return last;
  }

  private static BulkOperation operation(Message event) {
    return switch (event) {
      case RestaurantPublished published ->
          BulkOperation.of(
              operation ->
                  operation.index(
                      write ->
                          write
                              .id(event.key())
                              .version(published.version())
                              .versionType(VersionType.External)
                              .document(RestaurantDocument.of(published))));
      case RestaurantUnpublished unpublished ->
          BulkOperation.of(
              operation ->
                  operation.delete(
                      delete ->
                          delete
                              .id(event.key())
                              .version(unpublished.version())
                              .versionType(VersionType.External)));
      default -> throw new IllegalArgumentException("not about a restaurant: " + event.getClass());
    };
  }

  private static long version(Message event) {
    return switch (event) {
      case RestaurantPublished published -> published.version();
      case RestaurantUnpublished unpublished -> unpublished.version();
      default -> throw new IllegalArgumentException("not about a restaurant: " + event.getClass());
    };
  }

  private void check(BulkResponseItem item) throws IOException {
    String outcome;
    if (item.error() == null) {
      outcome = "written";
    } else if (item.status() == CONFLICT) {
      outcome = "outdated";
    } else if (item.status() == NOT_FOUND) {
      throw new MissingIndexException(item.error().reason());
    } else if (Elasticsearch.goesBy(item.status())) {
      throw new IOException("Elasticsearch can't take it: " + item.error().reason());
    } else {
      throw new IllegalArgumentException(item.id() + " is refused: " + item.error().reason());
    }
    elasticsearch
        .service()
        .meters()
        .counter("dizhtime.search.events", "outcome", outcome)
        .increment();
  }

  /**
   * Searches by way of the alias.
   *
   * @throws MissingIndexException when the index has not been made yet
   * @throws IOException when the cluster does not answer
   * @throws ElasticsearchException when it refuses the request
   */
  SearchResponse<RestaurantDocument> search(SearchRequest request) throws IOException {
    try {
      return elasticsearch.call(
          "search", alias, client -> client.search(request, RestaurantDocument.class));
    } catch (ElasticsearchException e) {
      if (e.status() == NOT_FOUND) {
        throw new MissingIndexException(Optional.ofNullable(e.getMessage()).orElse("not found"));
      }
      throw e;
    }
  }

  /** There is no index, or none that the alias points to; it goes by, for it will be made. */
  static final class MissingIndexException extends IOException {
    private static final long serialVersionUID = 1L;

    MissingIndexException(String message) {
      super(message);
    }
  }
}
