package dev.dizhtime.contracts;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Names a message on the wire and the topic it travels on. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface MessageType {
  /** The CloudEvents type with its version, e.g. {@code dizhtime.order.placed.v1}. */
  String value();

  /** The one topic that carries this type. */
  Topic topic();
}
