package dev.dizhtime.notification.mail;

import dev.dizhtime.notification.PlainText;
import dev.dizhtime.runtime.service.ServiceContext;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.ext.mail.SMTPException;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends what waits, one after the other. A server that can't be reached is waited for without end;
 * a mail that it refuses is tried a bounded number of times.
 */
public final class MailSender {
  private static final Logger LOG = LoggerFactory.getLogger(MailSender.class);

  /** With the time one mail may take, well within the lease. */
  private static final int CLAIM = 20;

  private static final long IDLE_MILLIS = 500;

  /** The longest wait for a server that can't be reached. */
  private static final long MAX_PAUSE_MILLIS = 30_000;

  private static final int MAX_REASON = 300;

  /** Any other refusal may be about us or the server, and is worth another attempt. */
  private static final Set<Integer> NO_SUCH_RECIPIENT = Set.of(550, 551, 553);

  private final ServiceContext service;
  private final MailConfig config;
  private final MailQueue queue;
  private final MailMeters meters;
  private final SmtpServer server;
  private final Promise<Void> stop = Promise.promise();
  private Promise<Void> wake = Promise.promise();

  /** How often in a row the server was not reached. */
  private int unreachable;

  private MailSender(
      ServiceContext service, MailConfig config, MailQueue queue, MailMeters meters) {
    this.service = service;
    this.config = config;
    this.queue = queue;
    this.meters = meters;
    this.server = SmtpServer.open(service.vertx(), config);
  }

  /** Starts sending; ends with the service, after the mail in hand. */
  public static MailSender start(
      ServiceContext service, MailConfig config, MailQueue queue, MailMeters meters) {
    MailSender sender = new MailSender(service, config, queue, meters);
    Future<Void> ended = service.spawn("mail sender", sender::run);
    service.onStop(
        "mail sender",
        () -> {
          sender.stop.tryComplete();
          ended.await();
          sender.server.close();
        });
    return sender;
  }

  /** Looks at the queue at once, unless the server is being waited for. */
  public void wake() {
    wake.tryComplete();
  }

  private void run() {
    while (!service.stopping()) {
      wake = Promise.promise();
      boolean more = false;
      try {
        more = sendSome();
      } catch (Exception e) {
        LOG.warn("the mail queue can't be read, again in {} ms: {}", IDLE_MILLIS, e.toString());
      }
      if (unreachable > 0) {
        long pause = Math.min(MAX_PAUSE_MILLIS, config.retryMillis(unreachable));
        Future.any(stop.future(), service.vertx().timer(pause)).await();
      } else if (!more) {
        Future.any(stop.future(), wake.future(), service.vertx().timer(IDLE_MILLIS)).await();
      }
    }
  }

  /** Returns whether there may be more that is due. */
  private boolean sendSome() throws Exception {
    // One is enough to find out whether a server that was away is back.
    int limit = unreachable > 0 ? 1 : CLAIM;
    List<Mail> claimed = queue.claim(limit);
    for (Mail mail : claimed) {
      if (service.stopping() || unreachable > 0 && limit > 1) {
        queue.giveBack(mail.id());
      } else {
        send(mail);
      }
    }
    return claimed.size() == limit;
  }

  private void send(Mail mail) {
    Context cause = mail.cause().context();
    Span span =
        service
            .tracer()
            .spanBuilder("send mail")
            .setParent(cause)
            .setSpanKind(SpanKind.CLIENT)
            .setAttribute("server.address", config.host())
            .setAttribute("server.port", config.port())
            .startSpan();
    // The scope holds for what is logged of a failure, too.
    try (Scope _ = span.storeInContext(cause).makeCurrent()) {
      attempt(mail, span);
    } finally {
      span.end();
    }
  }

  private void attempt(Mail mail, Span span) {
    try {
      if (!Addresses.plausible(mail.address())) {
        giveUp(mail, mail.failures(), "the address can't be used");
        return;
      }
      if (mail.noUse()) {
        giveUp(mail, mail.failures(), "it is too late for what it says");
        return;
      }
      server.send(mail);
      unreachable = 0;
      queue.sent(mail.id());
      meters.sent();
      LOG.info("notification {} is mailed", mail.id());
    } catch (SMTPException e) {
      span.setStatus(StatusCode.ERROR, "refused");
      refused(mail, e);
    } catch (Exception e) {
      span.setStatus(StatusCode.ERROR, "unreachable");
      notReached(mail, e);
    }
  }

  private void refused(Mail mail, SMTPException e) {
    unreachable = 0;
    int failures = mail.failures() + 1;
    String reason = PlainText.line(e.getReplyCode() + " " + e.getMessage(), MAX_REASON);
    if (NO_SUCH_RECIPIENT.contains(e.getReplyCode()) || failures >= config.maxAttempts()) {
      giveUp(mail, failures, reason);
      return;
    }
    queue.again(mail.id(), failures, config.retryMillis(failures), reason);
    meters.retried();
    LOG.info("notification {} was not taken by the mail server: {}", mail.id(), reason);
  }

  /** It goes to the end of the queue, so that no mail stands in the way of the others for ever. */
  private void notReached(Mail mail, Exception e) {
    unreachable++;
    String reason = PlainText.line(e.toString(), MAX_REASON);
    if (mail.tooOld()) {
      giveUp(mail, mail.failures(), reason);
      return;
    }
    queue.giveBack(mail.id());
    meters.retried();
    LOG.warn("the mail server is not reached, notification {} waits: {}", mail.id(), reason);
  }

  private void giveUp(Mail mail, int failures, String reason) {
    queue.failed(mail.id(), failures, reason);
    meters.failed();
    LOG.warn("notification {} is not mailed: {}", mail.id(), reason);
  }
}
