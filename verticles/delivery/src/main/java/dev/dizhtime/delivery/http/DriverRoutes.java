package dev.dizhtime.delivery.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.dizhtime.contracts.GeoPoint;
import dev.dizhtime.contracts.UserId;
import dev.dizhtime.delivery.model.Task;
import dev.dizhtime.delivery.usecase.AnswerOffer;
import dev.dizhtime.delivery.usecase.KeepShift;
import dev.dizhtime.delivery.usecase.TaskList;
import dev.dizhtime.runtime.http.Call;
import dev.dizhtime.runtime.http.Problem;
import dev.dizhtime.runtime.http.Reply;
import java.util.Optional;

/**
 * A driver's shift, position and offers. A task that is not the caller's does not exist for them.
 *
 * @param driverFreed called after a commit that freed a driver or moved an offer on
 */
public record DriverRoutes(
    KeepShift shifts,
    AnswerOffer offers,
    TaskList tasks,
    TaskAnswers answers,
    Runnable driverFreed) {

  private record Shift(boolean online, GeoPoint location) {}

  @JsonInclude(JsonInclude.Include.NON_NULL)
  private record ShiftView(UserId driverId, boolean online, GeoPoint location) {}

  private record Position(GeoPoint location) {}

  private record CurrentTask(@JsonInclude(JsonInclude.Include.ALWAYS) TaskView task) {}

  /** Begins or ends the caller's shift. */
  public Reply keepShift(Call call) throws Exception {
    Shift shift = call.body(Shift.class);
    UserId driver = call.caller().userId();
    shifts.keep(driver, shift.online(), shift.location());
    driverFreed.run();
    return Reply.ok(new ShiftView(driver, shift.online(), shift.location()));
  }

  /** Whether the caller takes tasks. */
  public Reply showShift(Call call) {
    UserId driver = call.caller().userId();
    TaskList.Shift shift = tasks.shiftOf(driver).orElse(new TaskList.Shift(false, null));
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
    return Reply.ok(new CurrentTask(current.map(answers::view).orElse(null)));
  }

  /** The caller takes the task that is offered to them. */
  public Reply accept(Call call) throws Exception {
    return answers.to(call, offers::accept);
  }

  /** The caller leaves it to others. */
  public Reply decline(Call call) throws Exception {
    Reply reply = answers.to(call, offers::decline);
    driverFreed.run();
    return reply;
  }
}
