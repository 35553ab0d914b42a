package dev.dizhtime.restaurant.model;

import dev.dizhtime.contracts.MenuItemId;

/** Why something is not done. */
public sealed interface Refusal {
  /** There is no such restaurant, or it is not theirs. */
  record Unknown() implements Refusal {}

  /** There is no such item on its menu. */
  record UnknownItem(MenuItemId itemId) implements Refusal {}

  /** The restaurant has changed since the caller looked. */
  record Stale(long presentVersion) implements Refusal {}

  /** It can't be done as the restaurant is at present. */
  record Impossible(String kind, String why) implements Refusal {}

  /** A value can't be accepted. */
  record Unacceptable(String field, String why) implements Refusal {}
}
