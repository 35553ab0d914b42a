package dev.dizhtime.delivery.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.dizhtime.contracts.GeoPoint;
import dev.dizhtime.contracts.TaskId;
import dev.dizhtime.contracts.UserId;
import dev.dizhtime.delivery.model.Task;
import dev.dizhtime.delivery.model.TaskChange;
import dev.dizhtime.delivery.model.TaskChange.Changed;
import dev.dizhtime.delivery.model.TaskChange.Refused;
import dev.dizhtime.delivery.usecase.AnswerOffer;
import dev.dizhtime.delivery.usecase.CarryOrder;
import dev.dizhtime.delivery.usecase.KeepShift;
import dev.dizhtime.delivery.usecase.TaskList;
import dev.dizhtime.runtime.http.Call;
import dev.dizhtime.runtime.http.Problem;
import dev.dizhtime.runtime.http.Reply;
import java.util.Optional;

/**
 * What a driver does. A task that is not the caller's does not exist for them.
 *
 * @param driverFreed called after a commit that freed a driver or moved an offer on
 */
public record DriverRoutes(
    KeepShift shifts, AnswerOffer offers, CarryOrder orders, TaskList tasks, Runnable driverFreed) {

  private record Shift(boolean online, GeoPoint location) {}

  private record ShiftView(UserId driverId, boolean online, GeoPoint location) {}

  private record Position(GeoPoint location) {}

  private record CurrentTask(@JsonInclude(JsonInclude.Include.ALWAYS) TaskView task) {}

  @FunctionalInterface
  private interface Step {
    Optional<TaskChange> run(UserId driver, TaskId id) throws Exception;
  }

  /** Begins or ends the caller's shift. */
  public Reply keepShift(Call call) throws Exception {
    Shift shift = call.body(Shift.class);
    UserId driver = call.caller().userId();
    shifts.keep(driver, shift.online(), shift.location());
    driverFreed.run();
    return Reply.ok(new ShiftView(driver, shift.online(), shift.location()));
  }

  /** Takes the caller's position. */
  public Reply reportPosition(Call call) throws Exception {
    if (!shifts.move(call.caller().userId(), call.body(Position.class).location())) {
      throw Problem.conflict("no-shift", "Begin a shift first").exception();
    }
    return Reply.noContent();
  }

  /** What the caller is asked for or has in hand. */
  public Reply currentTask(Call call) {
    Optional<Task> current = tasks.currentOf(call.caller().userId());
    return Reply.ok(new CurrentTask(current.map(TaskView::of).orElse(null)));
  }

  /** The caller takes the task that is offered to them. */
  public Reply accept(Call call) throws Exception {
    return answer(call, offers::accept);
  }

  /** The caller leaves it to others. */
  public Reply decline(Call call) throws Exception {
    Reply reply = answer(call, offers::decline);
    driverFreed.run();
    return reply;
  }

  /** The caller has the order. */
  public Reply pickUp(Call call) throws Exception {
    return answer(call, orders::pickUp);
  }

  /** The customer has the order. */
  public Reply dropOff(Call call) throws Exception {
    Reply reply = answer(call, orders::dropOff);
    driverFreed.run();
    return reply;
  }

  private static Reply answer(Call call, Step step) throws Exception {
    TaskId id = call.pathId("taskId", TaskId::new);
    TaskChange change =
        step.run(call.caller().userId(), id)
            .orElseThrow(() -> Problem.notFound("task", id).exception());
    return switch (change) {
      case Changed(Task task) -> Reply.ok(TaskView.of(task));
      case Refused(TaskChange.Refusal reason) -> throw problem(reason).exception();
    };
  }

  private static Problem problem(TaskChange.Refusal reason) {
    return switch (reason) {
      case WRONG_STATE ->
          Problem.conflict("wrong-state", "The task is not in a state that allows this");
      case OFFER_EXPIRED -> Problem.conflict("offer-expired", "The offer has expired");
      case ORDER_NOT_READY ->
          Problem.conflict("order-not-ready", "The kitchen has not finished the order yet");
    };
  }
}
