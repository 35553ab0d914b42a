package dev.dizhtime.search;

import dev.dizhtime.runtime.http.Api;
import dev.dizhtime.runtime.messaging.Publisher;
import dev.dizhtime.runtime.service.ServiceContext;
import dev.dizhtime.runtime.service.ServiceVerticle;

/** Wires one instance of the service. It starts, and says so, while Elasticsearch is still away. */
final class SearchVerticle implements ServiceVerticle {
  private static final String DESCRIPTION = "dev/dizhtime/search/openapi.json";

  @Override
  public void start(ServiceContext service) {
    var config = SearchConfig.from(service.env());
    Api.openAhead(service, DESCRIPTION);
    Publisher.openAhead(service);
    var elasticsearch = Elasticsearch.open(service, config);
    var index = new RestaurantIndex(elasticsearch, config.indexPrefix());
    var publisher = Publisher.open(service);
    IndexFeed.start(service, index, publisher);
    Api.open(service, DESCRIPTION)
        .operation("searchRestaurants", new SearchHttp(new SearchRestaurants(index))::search)
        .listen();
  }
}
