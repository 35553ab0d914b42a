package dev.dizhtime.wallet.usecase;

import dev.dizhtime.wallet.model.ChainHead;
import dev.dizhtime.wallet.model.ChainedTransfer;
import java.util.List;

/** Everything that was ever written, as of one instant. */
public interface Journal {
  /** The heads of all chains. */
  List<ChainHead> heads();

  /** A shard's transfers after a sequence number, in the order of the chain. */
  List<ChainedTransfer> page(int shard, long afterSequence, int limit);

  /** The sums of all accounts, by currency. */
  List<CurrencyTotals> totals();

  /** How many accounts there are. */
  long accounts();

  /** Accounts whose counters are not what their transfers add up to; a sentence each. */
  List<String> disagreements(int limit);

  /**
   * What was found among things of a kind.
   *
   * @param looked at how many
   * @param wrong how many of them are
   * @param problems a sentence for the first of these
   */
  record Findings(long looked, long wrong, List<String> problems) {}

  /** The holds that are not resolved; wrong are those that belong to no live order. */
  Findings holds(int limit);

  /** The orders that have ended; wrong are those that were not paid out as they should be. */
  Findings orders(int limit);
}
