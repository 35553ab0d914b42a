package dev.dizhtime.delivery.usecase;

import dev.dizhtime.contracts.TaskId;
import dev.dizhtime.contracts.UserId;
import dev.dizhtime.delivery.model.Handoff;
import dev.dizhtime.delivery.model.HandoffOverride;
import java.time.Instant;
import java.util.Optional;

/** Where it is kept who let hand-offs pass without their code. */
public interface HandoffOverrides {
  /** The override of a hand-off of a locked task. */
  Optional<HandoffOverride> find(TaskId task, Handoff handoff);

  /** Keeps one, for good. */
  void add(HandoffOverride override);

  /** Notes whom it let pass. */
  void used(TaskId task, Handoff handoff, UserId driver, Instant at);
}
