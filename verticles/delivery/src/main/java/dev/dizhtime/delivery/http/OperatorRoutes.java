package dev.dizhtime.delivery.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.dizhtime.contracts.OrderId;
import dev.dizhtime.contracts.UserId;
import dev.dizhtime.delivery.model.Handoff;
import dev.dizhtime.delivery.model.HandoffOverride;
import dev.dizhtime.delivery.model.TaskState;
import dev.dizhtime.delivery.usecase.OverrideHandoff;
import dev.dizhtime.delivery.usecase.OverrideHandoff.Outcome;
import dev.dizhtime.delivery.usecase.TaskList;
import dev.dizhtime.runtime.http.Call;
import dev.dizhtime.runtime.http.Problem;
import dev.dizhtime.runtime.http.Reply;
import java.time.Instant;
import java.util.List;

/** What operators see and do. */
public record OperatorRoutes(TaskList tasks, OverrideHandoff overrides, TaskAnswers answers) {
  private static final int DEFAULT_LIMIT = 20;

  private record Page<T>(List<T> items) {}

  private record OverrideRequest(Handoff handoff, String reason) {}

  @JsonInclude(JsonInclude.Include.NON_NULL)
  private record OverrideView(
      OrderId orderId,
      Handoff handoff,
      String reason,
      UserId by,
      Instant at,
      UserId usedBy,
      Instant usedAt) {
    static OverrideView of(HandoffOverride kept) {
      return new OverrideView(
          kept.orderId(),
          kept.handoff(),
          kept.reason(),
          kept.by(),
          kept.at(),
          kept.usedBy(),
          kept.usedAt());
    }
  }

  /** The newest tasks. */
  public Reply list(Call call) {
    TaskState state = call.query("state").map(TaskState::valueOf).orElse(null);
    int limit = call.queryInt("limit", DEFAULT_LIMIT);
    return Reply.ok(new Page<>(tasks.newest(state, limit).stream().map(answers::view).toList()));
  }

  /** Lets a hand-off pass without its code. */
  public Reply overrideHandoff(Call call) throws Exception {
    OrderId order = call.pathId("orderId", OrderId::new);
    OverrideRequest asked = call.body(OverrideRequest.class);
    String reason = asked.reason().strip();
    if (reason.isEmpty()) {
      throw Problem.unacceptable("reason", "must say something").exception();
    }
    return switch (overrides.run(call.caller().userId(), order, asked.handoff(), reason)) {
      case Outcome.Granted(var kept) -> Reply.ok(OverrideView.of(kept));
      case Outcome.NoTask _ -> throw noDelivery(order);
      case Outcome.TooLate _ ->
          throw Problem.conflict("wrong-state", "This hand-off is no longer ahead").exception();
    };
  }

  /** Who let hand-offs of an order pass, and why. */
  public Reply listOverrides(Call call) {
    OrderId order = call.pathId("orderId", OrderId::new);
    List<HandoffOverride> kept = tasks.overridesOf(order).orElseThrow(() -> noDelivery(order));
    return Reply.ok(new Page<>(kept.stream().map(OverrideView::of).toList()));
  }

  private static RuntimeException noDelivery(OrderId order) {
    return Problem.notFound("delivery of order", order).exception();
  }
}
