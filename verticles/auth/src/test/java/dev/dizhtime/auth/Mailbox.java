package dev.dizhtime.auth;

import dev.dizhtime.contracts.Topic;
import dev.dizhtime.testkit.Event;
import dev.dizhtime.testkit.Eventually;
import dev.dizhtime.testkit.Infrastructure;
import java.util.Comparator;
import java.util.List;

/** What auth has people written, as it stands on the topic. */
public record Mailbox(Infrastructure infra) {
  private static final String CODE = "LOG_IN_CODE";

  /** How many mails of a kind went to an address. */
  public int count(String kind, String address) {
    return mails(kind, address).size();
  }

  /** How many codes to log in went to an address. */
  public int codes(String address) {
    return count(CODE, address);
  }

  /** The code in the last of those mails, once there are so many. */
  public String code(String address, int mails) {
    return Eventually.eventuallyReturns(
        () -> {
          List<Event> found = mails(CODE, address);
          return found.size() == mails ? found.getLast().json().path("code").asText() : null;
        });
  }

  /** The token in the last of them, once there are so many. */
  String token(String kind, String address, int mails) {
    return Eventually.eventuallyReturns(
        () -> {
          List<Event> found = mails(kind, address);
          if (found.size() != mails) {
            return null;
          }
          String link = found.getLast().json().path("link").asText();
          return link.substring(link.indexOf("?token=") + "?token=".length());
        });
  }

  List<Event> mails(String kind, String address) {
    return infra.events().all(Topic.MAIL_COMMANDS).stream()
        .filter(mail -> mail.json().path("kind").asText().equals(kind))
        .filter(mail -> mail.json().path("address").asText().equals(address))
        .sorted(Comparator.comparing(Mailbox::expiresAt))
        .toList();
  }

  private static String expiresAt(Event mail) {
    return mail.json().path("expiresAt").asText();
  }
}
