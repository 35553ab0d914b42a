package dev.dizhtime.notification.mail;

import dev.dizhtime.runtime.config.ConfigException;
import dev.dizhtime.runtime.config.Env;
import dev.dizhtime.runtime.config.Secret;
import java.net.URI;

/**
 * Where mails go: {@code DIZHTIME_SMTP_URL}, {@code smtp://host:port} or {@code smtps://…}, with
 * {@code user:password@} where the server asks for it (then never without TLS).
 *
 * @param implicitTls whether TLS begins at once (smtps)
 * @param user empty for none
 * @param from the sender's address ({@code DIZHTIME_MAIL_FROM})
 * @param firstRetryMillis the wait after the first failure ({@code DIZHTIME_MAIL_RETRY_MILLIS},
 *     1,000); it doubles with each, up to {@link #MAX_RETRY_MILLIS}
 * @param maxAttempts how often the server may refuse a mail before it is given up ({@code
 *     DIZHTIME_MAIL_MAX_ATTEMPTS}, 12); a server that can't be reached does not count
 */
public record MailConfig(
    String host,
    int port,
    boolean implicitTls,
    String user,
    Secret password,
    String from,
    long firstRetryMillis,
    int maxAttempts) {
  /** The longest wait between two attempts. */
  public static final long MAX_RETRY_MILLIS = 600_000;

  private static final int SMTP_PORT = 25;
  private static final int SMTPS_PORT = 465;

  /**
   * Reads it.
   *
   * @throws ConfigException when something is absent or wrong
   */
  public static MailConfig from(Env env) {
    URI url = env.uri("SMTP_URL");
    boolean tls = "smtps".equals(url.getScheme());
    if (url.getHost() == null || !(tls || "smtp".equals(url.getScheme()))) {
      throw new ConfigException("DIZHTIME_SMTP_URL must have the form smtp://host:port");
    }
    String from = env.text("MAIL_FROM", "no-reply@dizhtime.local");
    if (!Addresses.plausible(from)) {
      throw new ConfigException("DIZHTIME_MAIL_FROM must be an e-mail address");
    }
    String[] login = (url.getUserInfo() == null ? "" : url.getUserInfo()).split(":", 2);
    return new MailConfig(
        url.getHost(),
        url.getPort() > 0 ? url.getPort() : tls ? SMTPS_PORT : SMTP_PORT,
        tls,
        login[0],
        new Secret(login.length == 2 ? login[1] : ""),
        from,
        env.longInteger("MAIL_RETRY_MILLIS", 1_000, 10, MAX_RETRY_MILLIS),
        env.integer("MAIL_MAX_ATTEMPTS", 12, 1, 100));
  }

  /** How long to wait after so many failures, from 1. */
  long retryMillis(int failures) {
    return Math.min(MAX_RETRY_MILLIS, firstRetryMillis << Math.min(failures - 1, 20));
  }
}
