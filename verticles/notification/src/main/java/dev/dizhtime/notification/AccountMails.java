package dev.dizhtime.notification;

import dev.dizhtime.contracts.user.SendAccountMail;
import dev.dizhtime.runtime.postgres.Tx;
import dev.dizhtime.runtime.telemetry.TraceContext;
import java.time.Instant;
import java.time.ZoneOffset;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Mails that auth has us send. They are in no inbox and on no topic, since they may have a link or
 * a code that lets whoever has it act as the account's owner.
 */
final class AccountMails {
  private static final Logger LOG = LoggerFactory.getLogger(AccountMails.class);
  private static final int MAX_NAME = 60;

  private record Words(String title, String body) {}

  private AccountMails() {}

  /** Puts it into the queue; once, however often it comes. */
  static void queue(Tx tx, SendAccountMail command) {
    Words words = words(command);
    TraceContext cause = TraceContext.current();
    tx.update(
        """
        INSERT INTO mail (notification_id, address, display_name, title, body, expires_at,
                          traceparent, request_id)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT DO NOTHING
        """,
        command.mailId(),
        command.address(),
        command.displayName(),
        PlainText.line(words.title, Notice.MAX_TITLE),
        PlainText.line(words.body, Notice.MAX_BODY),
        command.expiresAt(),
        cause.traceparent(),
        cause.requestId());
    tx.afterCommit(() -> LOG.info("mail {} is {}", command.mailId(), command.kind()));
  }

  private static Words words(SendAccountMail mail) {
    return switch (mail.kind()) {
      case VERIFY_EMAIL ->
          new Words(
              "Confirm your e-mail address",
              "Please open "
                  + mail.link()
                  + " to confirm that this address is yours. The link is"
                  + " good once, "
                  + until(mail)
                  + ". If you have no account with us, do nothing.");
      case RESET_PASSWORD ->
          new Words(
              "Choose another password",
              "Somebody has asked for another password for your account. If it was you, open "
                  + mail.link()
                  + " to choose one. The link is good once, "
                  + until(mail)
                  + ". If it was not you, do nothing: your password stays as it is.");
      case JOIN_STAFF ->
          new Words(
              "Join the staff of " + about(mail),
              "You are invited to join the staff of "
                  + about(mail)
                  + ". Log in with this address,"
                  + " or open an account with it, and open "
                  + mail.link()
                  + ". The link is good"
                  + " once, "
                  + until(mail)
                  + ".");
      case LOG_IN_CODE ->
          new Words(
              "Your code to log in",
              "Your code is "
                  + mail.code()
                  + ". It finishes the log-in that you have just begun, and no other; it is good"
                  + " once, "
                  + until(mail)
                  + ". We never ask you for it anywhere else. If you do not want to log in,"
                  + " somebody knows your password: choose another one at once; the page to log in"
                  + " has a link for that.");
      case PASSWORD_CHANGED ->
          changed("Your password was changed", "Your password is another one", mail);
      case SECOND_FACTOR_ADDED ->
          changed("A second factor was added", "A log-in to your account now needs a code", mail);
      case SECOND_FACTOR_REMOVED ->
          changed("Your second factor was removed", "A log-in no longer needs a code", mail);
      case DELETION_PLANNED ->
          new Words(
              "Your account will be deleted",
              "As you asked, your account and what we know of you will be deleted after "
                  + time(mail.about())
                  + ". Until then you can log in and call it off.");
    };
  }

  private static Words changed(String title, String what, SendAccountMail mail) {
    return new Words(
        title,
        what
            + ", since "
            + time(mail.about())
            + ". If this was not you, choose another password"
            + " at once: the page to log in has a link for that.");
  }

  private static String until(SendAccountMail mail) {
    return "until " + Times.at(mail.expiresAt(), ZoneOffset.UTC);
  }

  private static String time(String instant) {
    return Times.at(Instant.parse(instant), ZoneOffset.UTC);
  }

  private static String about(SendAccountMail mail) {
    return PlainText.line(mail.about(), MAX_NAME);
  }
}
