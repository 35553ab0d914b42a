package dev.dizhtime.gateway.kubernetes;

import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ConditionBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** The conditions of a status, which keep the time since when they are as they are. */
final class Verdicts {
  private final long generation;
  private final List<Condition> before;
  private final String now;
  private final List<Condition> conditions = new ArrayList<>();

  /**
   * Of an object.
   *
   * @param before what its status says; may be null
   * @param now as Kubernetes writes times
   */
  Verdicts(long generation, List<Condition> before, String now) {
    this.generation = generation;
    this.before = Objects.requireNonNullElse(before, List.of());
    this.now = now;
  }

  Verdicts add(String type, boolean holds, String reason, String message) {
    String status = holds ? "True" : "False";
    String since =
        before.stream()
            .filter(each -> type.equals(each.getType()) && status.equals(each.getStatus()))
            .map(Condition::getLastTransitionTime)
            .filter(Objects::nonNull)
            .findFirst()
            .orElse(now);
    conditions.add(
        new ConditionBuilder()
            .withType(type)
            .withStatus(status)
            .withReason(reason)
            .withMessage(message)
            .withObservedGeneration(generation)
            .withLastTransitionTime(since)
            .build());
    return this;
  }

  List<Condition> list() {
    return List.copyOf(conditions);
  }
}
