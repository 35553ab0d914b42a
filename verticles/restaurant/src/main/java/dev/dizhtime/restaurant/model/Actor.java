package dev.dizhtime.restaurant.model;

import dev.dizhtime.contracts.UserId;

/**
 * Who wants something done.
 *
 * @param admin whether everything is theirs to manage
 */
public record Actor(UserId userId, boolean admin) {
  /** Whether the restaurant is theirs to manage. */
  public boolean manages(Restaurant restaurant) {
    return admin || restaurant.ownerId().equals(userId);
  }
}
