package dev.dizhtime.portal.design.live;

import dev.dizhtime.contracts.Message;
import dev.dizhtime.runtime.service.ServiceContext;
import java.util.Set;
import java.util.function.Consumer;

/** Where a portal hears that something happened; in production {@code TopicTail::start}. */
@FunctionalInterface
public interface Changes {
  /** Follows messages of these types from now on; the listener must not wait. */
  void follow(
      ServiceContext service, Set<Class<? extends Message>> types, Consumer<Message> listener);
}
