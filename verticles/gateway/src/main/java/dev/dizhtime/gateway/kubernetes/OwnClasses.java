package dev.dizhtime.gateway.kubernetes;

import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.IngressClass;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Which Ingresses are ours: those of a class whose controller we are. */
final class OwnClasses {
  /** What a class names as its controller when it is ours. */
  static final String CONTROLLER = "dizhtime.dev/gateway";

  private static final String LEGACY_CLASS = "kubernetes.io/ingress.class";
  private static final String DEFAULT_CLASS = "ingressclass.kubernetes.io/is-default-class";

  private final Set<String> names;
  private final boolean oursIsDefault;

  OwnClasses(Collection<IngressClass> classes) {
    names =
        classes.stream()
            .filter(OwnClasses::ours)
            .map(Meta::name)
            .collect(Collectors.toUnmodifiableSet());
    List<IngressClass> defaults =
        classes.stream()
            .filter(each -> "true".equals(Meta.annotations(each).get(DEFAULT_CLASS)))
            .toList();
    // With two defaults nobody knows which is meant, and two controllers would serve the same.
    oursIsDefault = defaults.size() == 1 && ours(defaults.getFirst());
  }

  private static boolean ours(IngressClass each) {
    return each.getSpec() != null && CONTROLLER.equals(each.getSpec().getController());
  }

  /** The class's name, then the annotation of old, then the default class. */
  boolean has(Ingress ingress) {
    String name = ingress.getSpec() == null ? null : ingress.getSpec().getIngressClassName();
    String legacy = Meta.annotations(ingress).get(LEGACY_CLASS);
    if (name == null) {
      name = legacy;
    }
    return name == null ? oursIsDefault : names.contains(name);
  }
}
