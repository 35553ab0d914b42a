package dev.dizhtime.order.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.dizhtime.contracts.OrderId;
import dev.dizhtime.order.model.Order;
import dev.dizhtime.order.model.OrderState;
import dev.dizhtime.order.model.SagaStep;
import dev.dizhtime.order.usecase.LoggedStep;
import java.time.Instant;
import java.util.List;

/** An order's saga log as the API shows it: all of it to admins, what happened to everyone else. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record TimelineJson(
    OrderId orderId, OrderState state, String traceId, String requestId, List<StepJson> steps) {

  @JsonInclude(JsonInclude.Include.NON_NULL)
  record StepJson(
      int sequence,
      SagaStep.Kind kind,
      String name,
      OrderState state,
      Instant at,
      String messageType,
      String traceId,
      String detail) {
    static StepJson of(LoggedStep logged) {
      SagaStep step = logged.step();
      return new StepJson(
          logged.sequence(),
          step.kind(),
          step.name(),
          step.state(),
          step.at(),
          step.messageType(),
          logged.traceId(),
          step.detail());
    }
  }

  static TimelineJson of(Order order, List<LoggedStep> steps, boolean everything) {
    return new TimelineJson(
        order.orderId(),
        order.state(),
        order.origin().traceId(),
        order.origin().requestId(),
        steps.stream()
            .filter(each -> everything || each.step().kind() == SagaStep.Kind.FACT)
            .map(StepJson::of)
            .toList());
  }
}
