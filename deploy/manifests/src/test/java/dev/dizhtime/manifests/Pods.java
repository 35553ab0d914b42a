package dev.dizhtime.manifests;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a workload makes.
 *
 * @param owner the Deployment, DaemonSet, StatefulSet or CronJob
 * @param template of its pods
 */
record Pods(JsonNode owner, JsonNode template) {
  static Pods of(JsonNode owner) {
    var job = owner.at("/spec/jobTemplate/spec/template");
    return new Pods(owner, job.isMissingNode() ? owner.at("/spec/template") : job);
  }

  String name() {
    return owner.at("/metadata/name").asText();
  }

  String namespace() {
    return owner.at("/metadata/namespace").asText();
  }

  /** Whether they end by themselves. */
  boolean ends() {
    return owner.path("kind").asText().equals("CronJob");
  }

  JsonNode spec() {
    return template.path("spec");
  }

  Map<String, String> labels() {
    return Rendered.texts(template.at("/metadata/labels"));
  }

  List<JsonNode> containers() {
    return Stream.concat(
            Rendered.each(spec().path("containers")), Rendered.each(spec().path("initContainers")))
        .toList();
  }

  /** The ports by name. */
  Map<String, Integer> ports() {
    return containers().stream()
        .flatMap(container -> Rendered.each(container.path("ports")))
        .collect(
            Collectors.toMap(
                port -> port.path("name").asText(), port -> port.path("containerPort").asInt()));
  }

  @Override
  public String toString() {
    return Rendered.title(owner);
  }
}
