package dev.dizhtime.order.model;

import dev.dizhtime.contracts.TransferId;
import dev.dizhtime.order.model.Adjustment.Kind;
import dev.dizhtime.order.model.Adjustment.Progress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The money side of an order.
 *
 * @param attempt of the hold that there is, or of the next one; answers about an earlier one are
 *     stale
 * @param capture what it comes to; null as long as that is open
 * @param adjustments oldest first, at most {@value #MAX_ADJUSTMENTS}
 */
public record Purse(Funds funds, int attempt, Capture capture, List<Adjustment> adjustments) {
  /** Refunds and compensations of one order. */
  public static final int MAX_ADJUSTMENTS = 20;

  public Purse {
    adjustments = List.copyOf(adjustments);
  }

  static Purse in(Funds funds) {
    return new Purse(funds, 0, null, List.of());
  }

  Purse with(Funds next) {
    return new Purse(next, attempt, capture, adjustments);
  }

  /** The hold is gone; the next one is another. */
  Purse nextAttempt(Funds next) {
    return new Purse(next, attempt + 1, capture, adjustments);
  }

  Purse coming(Capture what) {
    return new Purse(funds, attempt, what, adjustments);
  }

  Purse plus(List<Adjustment> more) {
    List<Adjustment> all = new ArrayList<>(adjustments);
    all.addAll(more);
    return new Purse(funds, attempt, capture, all);
  }

  /** With this adjustment that far. */
  Purse with(TransferId id, Progress progress) {
    return new Purse(
        funds,
        attempt,
        capture,
        adjustments.stream().map(each -> each.id().equals(id) ? each.as(progress) : each).toList());
  }

  /** All that was planned is asked for now. */
  Purse sendingPlanned() {
    return new Purse(
        funds,
        attempt,
        capture,
        adjustments.stream()
            .map(each -> each.is(Progress.PLANNED) ? each.as(Progress.REQUESTED) : each)
            .toList());
  }

  /** Without what was planned under these ids and is not asked for yet. */
  Purse withoutPlanned(Set<TransferId> ids) {
    return new Purse(
        funds,
        attempt,
        capture,
        adjustments.stream()
            .filter(each -> !each.is(Progress.PLANNED) || !ids.contains(each.id()))
            .toList());
  }

  List<Adjustment> all(Progress progress) {
    return adjustments.stream().filter(each -> each.is(progress)).toList();
  }

  boolean hasPlanned() {
    return adjustments.stream().anyMatch(each -> each.is(Progress.PLANNED));
  }

  boolean awaitsAdjustment() {
    return adjustments.stream().anyMatch(each -> each.is(Progress.REQUESTED));
  }

  Optional<Adjustment> find(TransferId id) {
    return adjustments.stream().filter(each -> each.id().equals(id)).findFirst();
  }

  /** All refunds, also those that the wallet refused, oldest first. */
  public List<Adjustment> refunds() {
    return adjustments.stream().filter(each -> each.kind() == Kind.REFUND).toList();
  }

  /** Whether the wallet is being asked for money that is owed. */
  boolean collecting() {
    return switch (funds) {
      case CAPTURING, CAPTURE_REFUSED -> true;
      case REQUESTED, DUE -> capture != null;
      default -> false;
    };
  }
}
