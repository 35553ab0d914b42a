package dev.dizhtime.gateway.kubernetes;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.Comparator;
import java.util.Map;
import java.util.Objects;

/** What all objects say of themselves. */
final class Meta {
  /** Of an object that was never stored. */
  private static final String YOUNGEST = "~";

  /** The oldest first, then by namespace and name; times are text that sorts. */
  static final Comparator<HasMetadata> BY_AGE =
      Comparator.comparing(Meta::created).thenComparing(Meta::title);

  private Meta() {}

  private static String created(HasMetadata object) {
    return Objects.requireNonNullElse(object.getMetadata().getCreationTimestamp(), YOUNGEST);
  }

  static Map<String, String> labels(HasMetadata object) {
    return Objects.requireNonNullElse(object.getMetadata().getLabels(), Map.of());
  }

  static Map<String, String> annotations(HasMetadata object) {
    return Objects.requireNonNullElse(object.getMetadata().getAnnotations(), Map.of());
  }

  static String namespace(HasMetadata object) {
    return object.getMetadata().getNamespace();
  }

  static String name(HasMetadata object) {
    return object.getMetadata().getName();
  }

  static long generation(HasMetadata object) {
    return Objects.requireNonNullElse(object.getMetadata().getGeneration(), 0L);
  }

  /** As people name it: {@code namespace/name}. */
  static String title(HasMetadata object) {
    return namespace(object) == null ? name(object) : namespace(object) + "/" + name(object);
  }
}
