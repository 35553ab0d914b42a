package dev.dizhtime.delivery;

import dev.dizhtime.delivery.http.CarryRoutes;
import dev.dizhtime.delivery.http.DriverRoutes;
import dev.dizhtime.delivery.http.OperatorRoutes;
import dev.dizhtime.delivery.http.TaskAnswers;
import dev.dizhtime.delivery.messaging.DeliveryConsumer;
import dev.dizhtime.delivery.persistence.DriverMeter;
import dev.dizhtime.delivery.persistence.PgTaskList;
import dev.dizhtime.delivery.persistence.PgTransactions;
import dev.dizhtime.delivery.persistence.PgUnitOfWork;
import dev.dizhtime.delivery.usecase.AbandonTask;
import dev.dizhtime.delivery.usecase.AnswerOffer;
import dev.dizhtime.delivery.usecase.CarryOrder;
import dev.dizhtime.delivery.usecase.DispatchTasks;
import dev.dizhtime.delivery.usecase.KeepShift;
import dev.dizhtime.delivery.usecase.MeetCustomer;
import dev.dizhtime.delivery.usecase.OverrideHandoff;
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
  private static final String DESCRIPTION = "dev/dizhtime/delivery/openapi.json";

  @Override
  public void start(ServiceContext service) {
    DeliveryConfig config = DeliveryConfig.from(service.env());
    Api.openAhead(service, DESCRIPTION);
    Publisher.openAhead(service);
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

    var tasks = new PgTaskList(postgres);
    var answers = new TaskAnswers(config.door());
    Timer delay = dispatchDelay(service);
    var drivers =
        new DriverRoutes(
            new KeepShift(transactions),
            new AnswerOffer(transactions, delay::record),
            tasks,
            answers,
            dispatch::wake);
    var carrying =
        new CarryRoutes(
            new CarryOrder(transactions),
            new MeetCustomer(transactions, config.door()),
            new AbandonTask(transactions),
            answers);
    var operators = new OperatorRoutes(tasks, new OverrideHandoff(transactions), answers);
    Api.open(service, DESCRIPTION)
        .tokens(TokenVerifier.open(service))
        .operation("keepShift", drivers::keepShift)
        .operation("showShift", drivers::showShift)
        .operation("reportPosition", drivers::reportPosition)
        .operation("currentTask", drivers::currentTask)
        .operation("acceptTask", drivers::accept)
        .operation("declineTask", drivers::decline)
        .operation("pickUpTask", carrying::pickUp)
        .operation("dropOffTask", carrying::dropOff)
        .operation("arriveWithTask", carrying::arrive)
        .operation("giveUpAtDoor", carrying::giveUp)
        .operation("abandonTask", carrying::abandon)
        .operation("overrideHandoff", operators::overrideHandoff)
        .operation("listHandoffOverrides", operators::listOverrides)
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
