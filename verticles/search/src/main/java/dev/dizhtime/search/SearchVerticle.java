package dev.dizhtime.search;

import dev.dizhtime.runtime.http.Api;
import dev.dizhtime.runtime.messaging.Publisher;
import dev.dizhtime.runtime.service.ServiceContext;
import dev.dizhtime.runtime.service.ServiceVerticle;

/** Wires one instance of the service. It starts, and says so, while Elasticsearch is still away. */
final class SearchVerticle implements ServiceVerticle {
  @Override
  public void start(ServiceContext service) {
    var config = SearchConfig.from(service.env());
    var elasticsearch = Elasticsearch.open(service, config);
    var index = new RestaurantIndex(elasticsearch, config.indexPrefix());
    var publisher = Publisher.open(service);
    IndexFeed.start(service, index, publisher);
    Api.open(service, "dev/dizhtime/search/openapi.yaml")
        .operation("searchRestaurants", new SearchHttp(new SearchRestaurants(index))::search)
        .listen();
  }
}
