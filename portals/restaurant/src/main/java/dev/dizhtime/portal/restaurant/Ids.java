package dev.dizhtime.portal.restaurant;

import java.util.UUID;

/** Ids of new options and groups, which must differ within their item. */
final class Ids {
  private static final int LENGTH = 8;

  private Ids() {}

  static String fresh() {
    return UUID.randomUUID().toString().substring(0, LENGTH);
  }
}
