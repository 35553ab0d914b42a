package dev.dizhtime.order;

import com.fasterxml.uuid.Generators;
import dev.dizhtime.contracts.ConsumerGroup;
import dev.dizhtime.contracts.restaurant.RestaurantPublished;
import dev.dizhtime.contracts.restaurant.RestaurantUnpublished;
import dev.dizhtime.order.http.CustomerOperations;
import dev.dizhtime.order.http.OperatorOperations;
import dev.dizhtime.order.http.OrderOperations;
import dev.dizhtime.order.http.PromotionOperations;
import dev.dizhtime.order.http.QuoteOperations;
import dev.dizhtime.order.http.RefundOperations;
import dev.dizhtime.order.http.RestaurantOperations;
import dev.dizhtime.order.messaging.OrderConsumer;
import dev.dizhtime.order.model.Pricing;
import dev.dizhtime.order.operations.DeadLetterOperations;
import dev.dizhtime.order.persistence.PgBaskets;
import dev.dizhtime.order.persistence.PgCatalogue;
import dev.dizhtime.order.persistence.PgCheckout;
import dev.dizhtime.order.persistence.PgOrderStatistics;
import dev.dizhtime.order.persistence.PgOrderViews;
import dev.dizhtime.order.persistence.PgOrders;
import dev.dizhtime.order.persistence.PgPromotions;
import dev.dizhtime.order.telemetry.FundingTimer;
import dev.dizhtime.order.telemetry.OrderGauges;
import dev.dizhtime.order.token.SignedQuotes;
import dev.dizhtime.order.usecase.AdvanceOrder;
import dev.dizhtime.order.usecase.MakeQuote;
import dev.dizhtime.order.usecase.OrderAgain;
import dev.dizhtime.order.usecase.PlaceOrder;
import dev.dizhtime.runtime.http.Api;
import dev.dizhtime.runtime.idempotency.Idempotency;
import dev.dizhtime.runtime.messaging.InboxConsumer;
import dev.dizhtime.runtime.messaging.PgOutbox;
import dev.dizhtime.runtime.messaging.Publisher;
import dev.dizhtime.runtime.postgres.Postgres;
import dev.dizhtime.runtime.postgres.Tx;
import dev.dizhtime.runtime.security.TokenVerifier;
import dev.dizhtime.runtime.service.ServiceContext;
import dev.dizhtime.runtime.service.ServiceVerticle;
import dev.dizhtime.runtime.service.WorkLoop;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.UUID;
import java.util.function.Supplier;

/** Wires the order service. */
final class OrderVerticle implements ServiceVerticle {
  private static final String RESOURCES = "dev/dizhtime/order/";
  private static final String DESCRIPTION = RESOURCES + "openapi.json";

  @Override
  public void start(ServiceContext service) {
    OrderConfig config = OrderConfig.from(service.env());
    Clock clock = service.clock();
    Supplier<UUID> ids = Generators.timeBasedEpochGenerator()::generate;
    var tokens = new SignedQuotes(config.quoteKey());

    Api.openAhead(service, DESCRIPTION);
    Publisher.openAhead(service);
    Postgres postgres = Postgres.open(service, RESOURCES + "db");
    Publisher publisher = Publisher.open(service);
    PgOutbox.relay(service, postgres, publisher);

    var catalogue = new PgCatalogue(postgres);
    var promotions = new PgPromotions(postgres);
    var makeQuote = new MakeQuote(new Pricing(config.tariff()), catalogue, promotions, ids, clock);
    var placeOrder =
        new PlaceOrder(tokens, config.tariff(), config.rules(), ids, new SecureRandom(), clock);
    var advanceOrder = new AdvanceOrder(config.rules(), clock, new FundingTimer(service.meters()));

    OrderGauges.start(service, new PgOrderStatistics(postgres));

    WorkLoop.start(
        service,
        "deadline sweep",
        config.deadlineSweepMillis(),
        new DeadlineSweep(postgres, advanceOrder));

    var consumer = new OrderConsumer(advanceOrder, PgOrders::new);
    InboxConsumer inbox =
        consumer
            .bind(InboxConsumer.of(service, ConsumerGroup.ORDER, postgres, publisher))
            .on(RestaurantPublished.class, (tx, event) -> published(consumer, tx, event))
            .on(RestaurantUnpublished.class, (tx, event) -> unpublished(consumer, tx, event));
    inbox.start();
    service.oncePerProcess(
        "hearing",
        () ->
            WorkLoop.start(
                service,
                "hearing",
                Hearing.EVERY_MILLIS,
                new Hearing(
                    postgres,
                    inbox.progress(),
                    Hearing.USUAL,
                    Hearing.MAX_MARKS,
                    service.meters())));

    var views = new PgOrderViews(postgres);
    var again = new OrderAgain(makeQuote, views, new PgBaskets(postgres));
    var quotes = new QuoteOperations(makeQuote, again, tokens);
    var promoting = new PromotionOperations(promotions, clock);
    var orders =
        new OrderOperations(
            placeOrder,
            views,
            config.rules(),
            new Idempotency(postgres),
            PgOrders::new,
            PgCheckout::new);
    var restaurant =
        new RestaurantOperations(advanceOrder, config.rules(), postgres, PgOrders::new);
    var customer = new CustomerOperations(advanceOrder, config.rules(), postgres, PgOrders::new);
    var refunds = new RefundOperations(advanceOrder, new Idempotency(postgres), ids, PgOrders::new);
    var operator =
        new OperatorOperations(advanceOrder, views, config.rules(), postgres, PgOrders::new, clock);
    var deadLetters = DeadLetterOperations.open(service, postgres, publisher);
    Api.open(service, DESCRIPTION)
        .tokens(TokenVerifier.open(service))
        .operation("makeQuote", quotes::make)
        .operation("quoteOrderAgain", quotes::again)
        .operation("createPromotion", promoting::create)
        .operation("listPromotions", promoting::list)
        .operation("endPromotion", promoting::end)
        .operation("placeOrder", orders::place)
        .operation("listOrders", orders::list)
        .operation("getOrder", orders::get)
        .operation("getOrderTimeline", orders::timeline)
        .operation("acceptOrder", restaurant::accept)
        .operation("prepareOrder", restaurant::prepare)
        .operation("markOrderReady", restaurant::markReady)
        .operation("rejectOrder", restaurant::reject)
        .operation("cancelOrder", customer::cancel)
        .operation("refundOrder", refunds::refund)
        .operation("operateOnOrder", operator::act)
        .operation("listOperatorActions", operator::list)
        .operation("listDeadLetters", deadLetters::list)
        .operation("getDeadLetter", deadLetters::get)
        .operation("replayDeadLetter", deadLetters::replay)
        .operation("replayDeadLetters", deadLetters::replayAll)
        .operation("listDeadLetterActions", deadLetters::audit)
        .listen();
  }

  private static void published(OrderConsumer consumer, Tx tx, RestaurantPublished event) {
    PgCatalogue.published(tx, event);
    if (!event.open()) {
      consumer.closed(tx, event.restaurantId(), event.version());
    }
  }

  private static void unpublished(OrderConsumer consumer, Tx tx, RestaurantUnpublished event) {
    PgCatalogue.unpublished(tx, event);
    consumer.closed(tx, event.restaurantId(), event.version());
  }
}
