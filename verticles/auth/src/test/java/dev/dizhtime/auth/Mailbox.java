package dev.dizhtime.auth;

import dev.dizhtime.contracts.Topic;
import dev.dizhtime.testkit.Event;
import dev.dizhtime.testkit.Eventually;
import dev.dizhtime.testkit.Infrastructure;
import java.util.Comparator;
import java.util.List;

/** What auth has people written, as it stands on the topic. */
record Mailbox(Infrastructure infra) {
  /** How many mails of a kind went to an address. */
  int count(String kind, String address) {
    return mails(kind, address).size();
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
