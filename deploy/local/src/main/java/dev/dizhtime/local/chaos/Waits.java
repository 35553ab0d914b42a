package dev.dizhtime.local.chaos;

import java.util.Map;

/** The order service's deadlines in a run: short, so that they pass while somebody looks. */
final class Waits {
  static final Map<String, String> SHORT = Map.of();

  private Waits() {}
}
