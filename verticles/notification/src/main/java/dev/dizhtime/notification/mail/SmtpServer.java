package dev.dizhtime.notification.mail;

import io.vertx.core.Vertx;
import io.vertx.ext.mail.LoginOption;
import io.vertx.ext.mail.MailClient;
import io.vertx.ext.mail.MailMessage;
import io.vertx.ext.mail.StartTLSOptions;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The mail server. */
final class SmtpServer {
  /** What a mail may take at most, from connecting to the server's last word. */
  static final long SEND_TIMEOUT_MILLIS = 10_000;

  private static final int CONNECT_TIMEOUT_MILLIS = 5_000;
  private static final int MAX_CONNECTIONS = 2;

  private final MailClient client;
  private final String from;
  private final String domain;

  private SmtpServer(MailClient client, String from) {
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
    if (config.user().isEmpty()) {
      options.setStarttls(StartTLSOptions.OPTIONAL).setLogin(LoginOption.DISABLED);
    } else {
      options
          .setStarttls(config.implicitTls() ? StartTLSOptions.DISABLED : StartTLSOptions.REQUIRED)
          .setLogin(LoginOption.REQUIRED)
          .setUsername(config.user())
          .setPassword(config.password().reveal());
    }
    return new SmtpServer(MailClient.create(vertx, options), config.from());
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
    client.sendMail(message).timeout(SEND_TIMEOUT_MILLIS, TimeUnit.MILLISECONDS).await();
  }

  void close() {
    client.close().await();
  }
}
