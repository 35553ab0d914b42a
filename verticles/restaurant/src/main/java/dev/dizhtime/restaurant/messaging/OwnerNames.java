package dev.dizhtime.restaurant.messaging;

import dev.dizhtime.contracts.ConsumerGroup;
import dev.dizhtime.contracts.user.UserRegistered;
import dev.dizhtime.restaurant.usecase.Owners;
import dev.dizhtime.runtime.messaging.DirectConsumer;
import dev.dizhtime.runtime.messaging.Publisher;
import dev.dizhtime.runtime.security.Role;
import dev.dizhtime.runtime.service.ServiceContext;

/** Remembers what those who may own restaurants are called. */
public final class OwnerNames {
  private OwnerNames() {}

  /** Starts reading {@code users}. The same event twice writes the same name twice. */
  public static void consume(ServiceContext service, Publisher publisher, Owners owners) {
    DirectConsumer.of(service, ConsumerGroup.RESTAURANT, publisher)
        .on(UserRegistered.class, user -> remember(owners, user))
        .start();
  }

  private static void remember(Owners owners, UserRegistered user) {
    if (user.roles().contains(Role.RESTAURANT.wireName())
        || user.roles().contains(Role.ADMIN.wireName())) {
      owners.remember(user.userId(), user.displayName());
    }
  }
}
