package dev.dizhtime.order.model;

import static dev.dizhtime.order.model.Transition.ignore;
import static dev.dizhtime.order.model.Transition.note;

import dev.dizhtime.contracts.TransferId;
import dev.dizhtime.contracts.wallet.FundsRefused.Operation;
import dev.dizhtime.order.model.Adjustment.Kind;
import dev.dizhtime.order.model.Adjustment.Progress;
import dev.dizhtime.order.model.Settling.Step;
import java.time.Instant;

/** Paying out, and putting right: what the wallet answers to captures and adjustments. */
record PayoutStage(Order order, SagaRules rules, Instant now) {
  private static final String NOT_RESERVED = "NOT_RESERVED";

  Transition captured(int attempt) {
    if (attempt != order.purse().attempt()) {
      return ignore("an answer about an earlier hold");
    }
    return switch (order.funds()) {
      case CAPTURING, CAPTURE_REFUSED ->
          Settling.settle(Step.of(order.with(Funds.CAPTURED).attention(null), null), now);
      case RELEASING, WRITING_OFF ->
          order.capture() == null || letGo()
              ? ignore("nothing was to be paid out")
              : new Settling(order, now).capturedAfterAll();
      default -> ignore("no capture is awaited");
    };
  }

  /** A refusal that is about a hold goes to the stage of holds. */
  Transition refused(String reason, int attempt, Operation told) {
    Operation operation = told == null ? presumed() : told;
    if (operation == Operation.RESERVE) {
      return new FundsStage(order, rules, now).refused(reason, attempt);
    }
    if (attempt != order.purse().attempt()) {
      return ignore("an answer about an earlier hold");
    }
    return operation == Operation.RELEASE ? releaseRefused(reason) : captureRefused(reason);
  }

  private Operation presumed() {
    return switch (order.funds()) {
      case CAPTURING -> Operation.CAPTURE;
      case RELEASING, WRITING_OFF -> Operation.RELEASE;
      default -> Operation.RESERVE;
    };
  }

  /** The wallet keeps a hold until it is captured, so what can't be released was captured. */
  private Transition releaseRefused(String reason) {
    return switch (order.funds()) {
      case RELEASING, WRITING_OFF ->
          letGo() ? ignore("the hold was let go of before") : unreleased(reason);
      default -> ignore("no release is awaited");
    };
  }

  private Transition unreleased(String reason) {
    return order.capture() == null
        ? new FundsStage(order.attention("release refused: " + reason), rules, now)
            .released(order.purse().attempt())
        : new Settling(order, now).capturedAfterAll();
  }

  /** A write-off whose hold is gone already waits for the platform's payment only. */
  private boolean letGo() {
    return order.funds() == Funds.WRITING_OFF && !order.purse().hasPlanned();
  }

  /** Asked again when the deadline passes: for a new hold first when there is none. */
  private Transition captureRefused(String reason) {
    if (order.funds() != Funds.CAPTURING) {
      return ignore("no capture is awaited");
    }
    Purse purse = order.purse();
    Purse next =
        reason.equals(NOT_RESERVED)
            ? purse.coming(order.capture()).nextAttempt(Funds.DUE)
            : purse.with(Funds.CAPTURE_REFUSED);
    return note(order.with(next), "capture refused: " + reason);
  }

  Transition adjusted(TransferId id) {
    Adjustment adjustment = awaited(id);
    if (adjustment == null) {
      return ignore("no such adjustment is awaited");
    }
    Order done = order.with(order.purse().with(id, Progress.DONE));
    return switch (adjustment.kind()) {
      case REFUND ->
          note(done, adjustment.reason(), new OrderMessages(order, now).refunded(adjustment));
      case COMPENSATION -> note(done, adjustment.reason());
      case WRITE_OFF ->
          Settling.settle(
              Step.of(done.with(Funds.WRITTEN_OFF).attention(null), "paid by the platform"), now);
    };
  }

  /** Nothing more can be done without a human, but the order does not wait for one. */
  Transition adjustmentRefused(TransferId id, String reason) {
    Adjustment adjustment = awaited(id);
    if (adjustment == null) {
      return ignore("no such adjustment is awaited");
    }
    String detail = adjustment.kind() + " refused: " + reason;
    Order refused = order.with(order.purse().with(id, Progress.REFUSED)).attention(detail);
    return adjustment.kind() == Kind.WRITE_OFF
        ? Settling.settle(Step.of(refused.with(Funds.WRITTEN_OFF), detail), now)
        : note(refused, detail);
  }

  private Adjustment awaited(TransferId id) {
    return order.purse().find(id).filter(each -> each.is(Progress.REQUESTED)).orElse(null);
  }
}
