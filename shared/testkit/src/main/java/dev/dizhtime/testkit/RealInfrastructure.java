package dev.dizhtime.testkit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Gives a test class the real infrastructure. Constructors and methods may then take an {@link
 * Infrastructure}, which is one per class.
 */
@Documented
@Inherited
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(InfrastructureExtension.class)
public @interface RealInfrastructure {
  /**
   * The servers that the class uses; only these are started and told to its services. Without any,
   * all are.
   */
  Server[] value() default {};
}
