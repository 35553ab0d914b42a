package dev.dizhtime.embedded;

import java.time.Instant;
import java.util.List;

/**
 * A message as the SMTP inbox received it.
 *
 * @param from address only, without the name
 * @param to addresses only
 * @param subject decoded
 * @param text the body when it is text, or the first text part
 * @param receivedAt UTC
 */
public record ReceivedMail(
    String from, List<String> to, String subject, String text, Instant receivedAt) {
  public ReceivedMail {
    to = List.copyOf(to);
  }
}
