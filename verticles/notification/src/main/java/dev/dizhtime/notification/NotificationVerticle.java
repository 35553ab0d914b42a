package dev.dizhtime.notification;

import dev.dizhtime.notification.http.NotificationRoutes;
import dev.dizhtime.notification.mail.MailConfig;
import dev.dizhtime.notification.mail.MailMeters;
import dev.dizhtime.notification.mail.MailQueue;
import dev.dizhtime.notification.mail.MailSender;
import dev.dizhtime.runtime.http.Api;
import dev.dizhtime.runtime.messaging.PgOutbox;
import dev.dizhtime.runtime.messaging.Publisher;
import dev.dizhtime.runtime.postgres.Postgres;
import dev.dizhtime.runtime.security.TokenVerifier;
import dev.dizhtime.runtime.service.ServiceContext;
import dev.dizhtime.runtime.service.ServiceVerticle;

/** The wiring of the notification service. */
final class NotificationVerticle implements ServiceVerticle {
  private static final String DESCRIPTION = "dev/dizhtime/notification/openapi.json";

  @Override
  public void start(ServiceContext service) {
    MailConfig mail = MailConfig.from(service.env());
    Api.openAhead(service, DESCRIPTION);
    Publisher.openAhead(service);
    Postgres postgres = Postgres.open(service, "dev/dizhtime/notification/db");
    Publisher publisher = Publisher.open(service);
    PgOutbox.relay(service, postgres, publisher);

    var queue = new MailQueue(postgres);
    var meters = MailMeters.start(service, queue);
    MailSender sender = MailSender.start(service, mail, queue, meters);
    // Each commit that tells somebody something has put a mail into the queue.
    postgres.afterSend(sender::wake);
    NotificationConsumer.start(service, postgres, publisher);

    var routes = new NotificationRoutes(postgres);
    Api.open(service, DESCRIPTION)
        .tokens(TokenVerifier.open(service))
        .operation("listNotifications", routes::list)
        .operation("markNotificationRead", routes::markRead)
        .listen();
  }
}
