package dev.dizhtime.wallet.model;

import java.util.Optional;

/** Walks a shard's chain from its first transfer and finds what does not fit. */
public final class ChainAudit {
  private ChainHead expected;

  public ChainAudit(int shard) {
    expected = ChainHead.genesis(shard);
  }

  /** Takes the next transfer of the shard; says what is wrong with it, if anything. */
  public Optional<String> next(ChainedTransfer found) {
    ChainHead recomputed = expected.append(found.transfer(), found.at());
    Optional<String> problem = compare(found, recomputed);
    // Go on from what is written, so that one fault is told once and not for all that follow.
    expected = found.head();
    return problem;
  }

  private static Optional<String> compare(ChainedTransfer found, ChainHead recomputed) {
    String where = "chain " + found.head().shard() + ", transfer " + found.transfer().id();
    if (found.head().sequence() != recomputed.sequence()) {
      return Optional.of(
          where
              + ": is number %d, not %d".formatted(found.head().sequence(), recomputed.sequence()));
    }
    return found.head().hash().equals(recomputed.hash())
        ? Optional.empty()
        : Optional.of(where + ": its hash does not fit its content and the transfer before it");
  }

  /** Compares the end of the chain with what the ledger believes to be its head. */
  public Optional<String> end(ChainHead believed) {
    return believed.equals(expected)
        ? Optional.empty()
        : Optional.of(
            "chain %d: ends at number %d, but its head says %d"
                .formatted(believed.shard(), expected.sequence(), believed.sequence()));
  }
}
