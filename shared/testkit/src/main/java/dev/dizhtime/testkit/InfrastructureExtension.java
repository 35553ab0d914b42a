package dev.dizhtime.testkit;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Hands the class's {@link Infrastructure} to whoever asks, and closes it after the class. */
final class InfrastructureExtension implements ParameterResolver {
  private static final Namespace NAMESPACE = Namespace.create(InfrastructureExtension.class);

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Infrastructure.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    var classContext = classContext(context);
    return classContext
        .getStore(NAMESPACE)
        .computeIfAbsent(
            Infrastructure.class,
            _ -> new Infrastructure(servers(classContext)),
            Infrastructure.class);
  }

  /** The outermost test class, so that nested classes share its infrastructure. */
  private static ExtensionContext classContext(ExtensionContext context) {
    var found = context;
    for (var next = context;
        next.getTestClass().isPresent();
        next = next.getParent().orElseThrow()) {
      found = next;
    }
    return found;
  }

  private static Set<Server> servers(ExtensionContext context) {
    var annotation = context.getRequiredTestClass().getAnnotation(RealInfrastructure.class);
    var named = annotation == null ? List.<Server>of() : List.of(annotation.value());
    return named.isEmpty() ? EnumSet.allOf(Server.class) : EnumSet.copyOf(named);
  }
}
