package dev.dizhtime.wallet.usecase;

import dev.dizhtime.wallet.model.TransferIds;

/** Which attempts a command may name. */
final class Attempts {
  private Attempts() {}

  static boolean valid(int attempt) {
    return attempt >= 0 && attempt < TransferIds.MAX_ATTEMPTS;
  }
}
