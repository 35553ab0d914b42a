package dev.dizhtime.wallet.usecase;

import dev.dizhtime.wallet.model.ChainAudit;
import dev.dizhtime.wallet.model.ChainHead;
import dev.dizhtime.wallet.model.ChainedTransfer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Recomputes everything from the transfers: each chain of hashes, each account's counters, and the
 * zero sum of each currency. Its cost grows with the ledger; its memory does not.
 */
public final class VerifyLedger {
  /** Faults that are told at most; there may be more. */
  public static final int MAX_PROBLEMS = 20;

  private static final int PAGE = 2_000;

  /**
   * What was found.
   *
   * @param balanced whether nothing is wrong
   * @param transfers how many were checked
   * @param problems a sentence for each fault, at most {@link #MAX_PROBLEMS}
   */
  public record Report(
      boolean balanced,
      List<CurrencyTotals> currencies,
      long transfers,
      long accounts,
      List<String> problems) {}

  private VerifyLedger() {}

  /** Looks through the whole journal. */
  public static Report verify(Journal journal) {
    List<String> problems = new ArrayList<>();
    long transfers = 0;
    for (ChainHead head : journal.heads()) {
      transfers += walk(journal, head, problems);
    }
    List<CurrencyTotals> totals = journal.totals();
    for (CurrencyTotals each : totals) {
      if (each.imbalanceMinor() != 0) {
        problems.add("the sum over %s is not zero".formatted(each.currency()));
      }
    }
    problems.addAll(journal.disagreements(MAX_PROBLEMS));
    List<String> told = problems.stream().limit(MAX_PROBLEMS).toList();
    return new Report(problems.isEmpty(), totals, transfers, journal.accounts(), told);
  }

  private static long walk(Journal journal, ChainHead head, List<String> problems) {
    ChainAudit audit = new ChainAudit(head.shard());
    long last = 0;
    long count = 0;
    List<ChainedTransfer> page;
    do {
      page = journal.page(head.shard(), last, PAGE);
      for (ChainedTransfer each : page) {
        tell(problems, audit.next(each));
        last = each.head().sequence();
        count++;
      }
    } while (page.size() == PAGE);
    tell(problems, audit.end(head));
    return count;
  }

  private static void tell(List<String> problems, Optional<String> problem) {
    if (problems.size() < MAX_PROBLEMS) {
      problem.ifPresent(problems::add);
    }
  }
}
