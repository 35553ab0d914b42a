package dev.dizhtime.portal.design.view;

import java.util.Map;
import java.util.Set;
import org.thymeleaf.context.IExpressionContext;
import org.thymeleaf.dialect.AbstractDialect;
import org.thymeleaf.dialect.IExpressionObjectDialect;
import org.thymeleaf.expression.IExpressionObjectFactory;

/**
 * Gives every template our own expression objects: {@code #format}, {@code #assets} and {@code
 * #support}.
 */
final class DesignDialect extends AbstractDialect implements IExpressionObjectDialect {
  private final Map<String, Object> objects;

  DesignDialect(Map<String, Object> objects) {
    super("design");
    this.objects = Map.copyOf(objects);
  }

  @Override
  public IExpressionObjectFactory getExpressionObjectFactory() {
    return new IExpressionObjectFactory() {
      @Override
      public Set<String> getAllExpressionObjectNames() {
        return objects.keySet();
      }

      @Override
      public Object buildObject(IExpressionContext context, String name) {
        return objects.get(name);
      }

      @Override
      public boolean isCacheable(String name) {
        return true;
      }
    };
  }
}
