package dev.dizhtime.restaurant;

import dev.dizhtime.contracts.ConsumerGroup;
import dev.dizhtime.restaurant.http.ImportHttp;
import dev.dizhtime.restaurant.http.RestaurantHttp;
import dev.dizhtime.restaurant.messaging.OrderStock;
import dev.dizhtime.restaurant.messaging.OwnerNames;
import dev.dizhtime.restaurant.persistence.Mongo;
import dev.dizhtime.restaurant.persistence.MongoOutbox;
import dev.dizhtime.restaurant.persistence.MongoOwners;
import dev.dizhtime.restaurant.persistence.MongoRestaurants;
import dev.dizhtime.restaurant.persistence.MongoStock;
import dev.dizhtime.restaurant.usecase.ImportRestaurants;
import dev.dizhtime.restaurant.usecase.KeepStock;
import dev.dizhtime.restaurant.usecase.ManageRestaurants;
import dev.dizhtime.runtime.http.Api;
import dev.dizhtime.runtime.messaging.DirectConsumer;
import dev.dizhtime.runtime.messaging.Publisher;
import dev.dizhtime.runtime.security.TokenVerifier;
import dev.dizhtime.runtime.service.ServiceContext;
import dev.dizhtime.runtime.service.ServiceVerticle;

/** Wires one instance of the service. */
final class RestaurantVerticle implements ServiceVerticle {
  private static final String DESCRIPTION = "dev/dizhtime/restaurant/openapi.json";

  @Override
  public void start(ServiceContext service) {
    var config = RestaurantConfig.from(service.env());
    Api.openAhead(service, DESCRIPTION);
    Publisher.openAhead(service);
    var mongo = Mongo.open(service, config.mongoUri(), config.mongoDatabase());
    var publisher = Publisher.open(service);
    var outbox = MongoOutbox.relay(service, mongo, publisher);
    var restaurants = MongoRestaurants.open(mongo, outbox);
    var owners = MongoOwners.open(mongo);

    var consumer = DirectConsumer.of(service, ConsumerGroup.RESTAURANT, publisher);
    OwnerNames.bind(consumer, owners);
    OrderStock.bind(
        consumer, new KeepStock(new MongoStock(mongo, outbox), service.clock()), service.meters());
    consumer.start();

    var manage = new ManageRestaurants(restaurants, service.clock());
    var imports = new ImportRestaurants(restaurants, service.clock());
    var http = new RestaurantHttp(manage, owners, service.meters());
    Api.open(service, DESCRIPTION)
        .tokens(TokenVerifier.open(service))
        .maxBodyBytes(ImportHttp.MAX_BODY_BYTES)
        .operation("createRestaurant", http::create)
        .operation("getRestaurant", http::get)
        .operation("listRestaurants", http::list)
        .operation("replaceMenu", http::replaceMenu)
        .operation("setOpeningHours", http::setHours)
        .operation("setStock", http::setStock)
        .operation("publishRestaurant", http::publish)
        .operation("unpublishRestaurant", http::unpublish)
        .operation("openRestaurant", http::open)
        .operation("closeRestaurant", http::close)
        .operation("importRestaurants", new ImportHttp(imports, service.meters())::run)
        .listen();
  }
}
