package dev.dizhtime.notification;

import dev.dizhtime.contracts.RestaurantId;
import dev.dizhtime.contracts.UserId;

/**
 * Something to tell a user.
 *
 * @param topic a code for the kind, e.g. {@code order.settled}
 * @param title one line, cut to {@link #MAX_TITLE} characters
 * @param body plain text, cut to {@link #MAX_BODY} characters
 * @param restaurantId whose staff may read it as well; null for nobody's
 */
public record Notice(
    UserId userId, String topic, String title, String body, RestaurantId restaurantId) {
  /** The longest title. */
  public static final int MAX_TITLE = 120;

  /** The longest body. */
  public static final int MAX_BODY = 1_000;

  public Notice {
    title = PlainText.line(title, MAX_TITLE);
    body = PlainText.line(body, MAX_BODY);
  }

  /** For this user alone. */
  public Notice(UserId userId, String topic, String title, String body) {
    this(userId, topic, title, body, null);
  }
}
