package dev.dizhtime.restaurant.usecase;

import dev.dizhtime.contracts.UserId;
import java.util.Optional;

/** What owners are called. All methods may wait. */
public interface Owners {
  /** Remembers a name; a later one replaces it. */
  void remember(UserId owner, String displayName);

  /** The name, unless it has not been heard yet. */
  Optional<String> nameOf(UserId owner);

  /** Forgets it; nothing happens when it is not known. */
  void forget(UserId owner);
}
