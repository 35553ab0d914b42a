package dev.dizhtime.delivery;

import dev.dizhtime.delivery.http.DriverRoutes;
import dev.dizhtime.delivery.http.OperatorRoutes;
import dev.dizhtime.delivery.messaging.DeliveryConsumer;
import dev.dizhtime.delivery.persistence.DriverMeter;
import dev.dizhtime.delivery.persistence.PgTaskList;
import dev.dizhtime.delivery.persistence.PgTransactions;
import dev.dizhtime.delivery.persistence.PgUnitOfWork;
import dev.dizhtime.delivery.usecase.AnswerOffer;
import dev.dizhtime.delivery.usecase.CarryOrder;
import dev.dizhtime.delivery.usecase.DispatchTasks;
import dev.dizhtime.delivery.usecase.KeepShift;
import dev.dizhtime.runtime.http.Api;
import dev.dizhtime.runtime.messaging.PgOutbox;
import dev.dizhtime.runtime.messaging.Publisher;
import dev.dizhtime.runtime.postgres.Postgres;
import dev.dizhtime.runtime.security.TokenVerifier;
import dev.dizhtime.runtime.service.ServiceContext;
import dev.dizhtime.runtime.service.ServiceVerticle;
import dev.dizhtime.runtime.service.WorkLoop;
import io.micrometer.core.instrument.Timer;

/** The wiring of the delivery service. */
final class DeliveryVerticle implements ServiceVerticle {
  @Override
  public void start(ServiceContext service) {
    DeliveryConfig config = DeliveryConfig.from(service.env());
    Postgres postgres = Postgres.open(service, "dev/dizhtime/delivery/db");
    Publisher publisher = Publisher.open(service);
    PgOutbox.relay(service, postgres, publisher);
    DriverMeter.start(service, postgres);

    var transactions = new PgTransactions(postgres);
    var dispatch =
        WorkLoop.start(
            service,
            "dispatch",
            config.sweepMillis(),
            new DispatchTasks(transactions, config.policy())::run);
    // A new task, a driver who is free or has moved: each commit that says so may settle an offer.
    postgres.afterSend(dispatch::wake);
    DeliveryConsumer.start(service, postgres, publisher, PgUnitOfWork::new);

    Timer delay = dispatchDelay(service);
    var drivers =
        new DriverRoutes(
            new KeepShift(transactions),
            new AnswerOffer(transactions, delay::record),
            new CarryOrder(transactions),
            new PgTaskList(postgres),
            dispatch::wake);
    var operators = new OperatorRoutes(new PgTaskList(postgres));
    Api.open(service, "dev/dizhtime/delivery/openapi.yaml")
        .tokens(TokenVerifier.open(service))
        .operation("keepShift", drivers::keepShift)
        .operation("reportPosition", drivers::reportPosition)
        .operation("currentTask", drivers::currentTask)
        .operation("acceptTask", drivers::accept)
        .operation("declineTask", drivers::decline)
        .operation("pickUpTask", drivers::pickUp)
        .operation("dropOffTask", drivers::dropOff)
        .operation("listTasks", operators::list)
        .listen();
  }

  private static Timer dispatchDelay(ServiceContext service) {
    return Timer.builder("dizhtime.dispatch.delay.seconds")
        .description("From the request of a delivery to a driver's acceptance")
        .publishPercentileHistogram()
        .register(service.meters());
  }
}
