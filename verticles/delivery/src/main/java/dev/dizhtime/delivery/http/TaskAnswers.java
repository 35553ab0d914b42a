package dev.dizhtime.delivery.http;

import dev.dizhtime.contracts.TaskId;
import dev.dizhtime.contracts.UserId;
import dev.dizhtime.delivery.model.DoorPolicy;
import dev.dizhtime.delivery.model.Handoff;
import dev.dizhtime.delivery.model.Task;
import dev.dizhtime.delivery.model.TaskChange;
import dev.dizhtime.delivery.model.TaskChange.Already;
import dev.dizhtime.delivery.model.TaskChange.Changed;
import dev.dizhtime.delivery.model.TaskChange.Refusal;
import dev.dizhtime.delivery.model.TaskChange.Refused;
import dev.dizhtime.delivery.model.TaskChange.TooEarly;
import dev.dizhtime.delivery.model.TaskChange.WrongCode;
import dev.dizhtime.runtime.http.Call;
import dev.dizhtime.runtime.http.Problem;
import dev.dizhtime.runtime.http.Reply;
import java.util.Optional;

/** What is answered to a driver's step, done or refused. No answer ever holds a code. */
public record TaskAnswers(DoorPolicy door) {
  private static final String CODE = "code";

  /** A step of a driver with one of their tasks; empty when it is not theirs. */
  @FunctionalInterface
  interface Step {
    Optional<TaskChange> run(UserId driver, TaskId id) throws Exception;
  }

  TaskView view(Task task) {
    return TaskView.of(task, door.giveUpFrom(task));
  }

  /** Takes the step and answers it. */
  Reply to(Call call, Step step) throws Exception {
    TaskId id = call.pathId("taskId", TaskId::new);
    TaskChange change =
        step.run(call.caller().userId(), id)
            .orElseThrow(() -> Problem.notFound("task", id).exception());
    return switch (change) {
      case Changed(Task task) -> Reply.ok(view(task));
      case Already(Task task) -> Reply.ok(view(task));
      case WrongCode wrong -> throw problem(wrong).exception();
      case TooEarly(var from) ->
          throw Problem.conflict("too-early", "Wait for the customer until " + from).exception();
      case Refused(Refusal reason) -> throw problem(reason).exception();
    };
  }

  private static Problem problem(WrongCode wrong) {
    int left = wrong.task().code(wrong.handoff()).triesLeft();
    if (left == 0) {
      return problem(Refusal.CODE_LOCKED);
    }
    String who = wrong.handoff() == Handoff.PICKUP ? "restaurant" : "customer";
    String detail =
        (wrong.given() ? "is not the one that the " : "is needed; ask the ")
            + (wrong.given() ? who + " has" : who + " for it")
            + "; "
            + (left == 1 ? "1 try is left" : left + " tries are left");
    return Problem.of(422, "wrong-code", "The code is not right", CODE + ": " + detail)
        .with(CODE, detail);
  }

  private static Problem problem(Refusal reason) {
    return switch (reason) {
      case WRONG_STATE ->
          Problem.conflict("wrong-state", "The task is not in a state that allows this");
      case OFFER_EXPIRED -> Problem.conflict("offer-expired", "The offer has expired");
      case ORDER_NOT_READY ->
          Problem.conflict("order-not-ready", "The kitchen has not finished the order yet");
      case CODE_LOCKED ->
          Problem.conflict("code-locked", "There were too many wrong codes; call the support");
      case NOT_ARRIVED ->
          Problem.conflict("not-arrived", "Say first that you are at the customer's door");
    };
  }
}
