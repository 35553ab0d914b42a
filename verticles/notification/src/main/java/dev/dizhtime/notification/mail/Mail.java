package dev.dizhtime.notification.mail;

import dev.dizhtime.notification.Notice;
import dev.dizhtime.notification.PlainText;
import dev.dizhtime.runtime.telemetry.TraceContext;
import java.util.UUID;

/**
 * A mail to be sent.
 *
 * @param id the notification's, and so the {@code Message-ID}
 * @param failures how often the server has refused it
 * @param tooOld whether it has waited for longer than any server should be away
 * @param noUse whether what it says can't be used any more
 * @param cause the trace and request that it comes from
 */
record Mail(
    UUID id,
    String address,
    String displayName,
    String title,
    String body,
    int failures,
    boolean tooOld,
    boolean noUse,
    TraceContext cause) {
  private static final int MAX_NAME = 100;

  String subject() {
    return PlainText.line(title, Notice.MAX_TITLE);
  }

  /** Plain text. The name is a stranger's own choice: it stays on its line. */
  String text() {
    return """
    Hello %s,

    %s

    DizhTime
    """
        .formatted(PlainText.line(displayName, MAX_NAME), PlainText.line(body, Notice.MAX_BODY));
  }
}
