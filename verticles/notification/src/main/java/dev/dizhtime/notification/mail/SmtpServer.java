package dev.dizhtime.notification.mail;

import io.vertx.core.Context;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.internal.VertxInternal;
import io.vertx.ext.mail.LoginOption;
import io.vertx.ext.mail.MailClient;
import io.vertx.ext.mail.MailMessage;
import io.vertx.ext.mail.MailResult;
import io.vertx.ext.mail.StartTLSOptions;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The mail server. */
final class SmtpServer {
  /** What a mail may take at most, from connecting to the server's last word. */
  static final long SEND_TIMEOUT_MILLIS = 8_000;

  private static final int CONNECT_TIMEOUT_MILLIS = 5_000;

  /**
   * A connection on which nothing is said is closed, so that none is lost to a server that hangs.
   */
  private static final int IDLE_TIMEOUT_MILLIS = 6_000;

  private static final int MAX_CONNECTIONS = 2;

  private final Context eventLoop;
  private final MailClient client;
  private final String from;
  private final String domain;

  private SmtpServer(Context eventLoop, MailClient client, String from) {
    this.eventLoop = eventLoop;
    this.client = client;
    this.from = from;
    this.domain = from.substring(from.indexOf('@') + 1);
  }

  static SmtpServer open(Vertx vertx, MailConfig config) {
    var options =
        new io.vertx.ext.mail.MailConfig()
            .setHostname(config.host())
            .setPort(config.port())
            .setSsl(config.implicitTls())
            .setMaxPoolSize(MAX_CONNECTIONS)
            .setUserAgent("dizhtime")
            .setConnectTimeout(CONNECT_TIMEOUT_MILLIS);
    options.setIdleTimeout(IDLE_TIMEOUT_MILLIS).setIdleTimeoutUnit(TimeUnit.MILLISECONDS);
    if (config.user().isEmpty()) {
      options.setStarttls(StartTLSOptions.OPTIONAL).setLogin(LoginOption.DISABLED);
    } else {
      options
          .setStarttls(config.implicitTls() ? StartTLSOptions.DISABLED : StartTLSOptions.REQUIRED)
          .setLogin(LoginOption.REQUIRED)
          .setUsername(config.user())
          .setPassword(config.password().reveal());
    }
    Context eventLoop = ((VertxInternal) vertx).createEventLoopContext();
    return new SmtpServer(eventLoop, MailClient.create(vertx, options), config.from());
  }

  /**
   * Sends a mail and returns when the server has taken it.
   *
   * @throws io.vertx.ext.mail.SMTPException when the server refuses it
   * @throws TimeoutException when it takes too long
   */
  void send(Mail mail) throws Exception {
    var message =
        new MailMessage()
            .setFrom(from)
            .setTo(mail.address())
            .setSubject(mail.subject())
            .setText(mail.text())
            .addHeader("Message-ID", "<" + mail.id() + "@" + domain + ">")
            .addHeader("Auto-Submitted", "auto-generated");
    Promise<MailResult> sent = Promise.promise();
    // On a virtual thread the client may hear the server's greeting before it listens, and hang.
    eventLoop.runOnContext(_ -> client.sendMail(message).onComplete(sent));
    sent.future().timeout(SEND_TIMEOUT_MILLIS, TimeUnit.MILLISECONDS).await();
  }

  void close() {
    client.close().await();
  }
}
