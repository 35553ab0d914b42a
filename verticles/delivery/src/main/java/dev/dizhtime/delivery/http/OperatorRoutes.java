package dev.dizhtime.delivery.http;

import dev.dizhtime.delivery.model.TaskState;
import dev.dizhtime.delivery.usecase.TaskList;
import dev.dizhtime.runtime.http.Call;
import dev.dizhtime.runtime.http.Reply;
import java.util.List;

/** What operators see. */
public record OperatorRoutes(TaskList tasks) {
  private static final int DEFAULT_LIMIT = 20;

  private record Page(List<TaskView> items) {}

  /** The newest tasks. */
  public Reply list(Call call) {
    TaskState state = call.query("state").map(TaskState::valueOf).orElse(null);
    int limit = call.queryInt("limit", DEFAULT_LIMIT);
    return Reply.ok(new Page(tasks.newest(state, limit).stream().map(TaskView::of).toList()));
  }
}
