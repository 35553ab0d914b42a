package dev.dizhtime.restaurant.messaging;

import dev.dizhtime.contracts.user.AccountDeleted;
import dev.dizhtime.contracts.user.UserRegistered;
import dev.dizhtime.restaurant.usecase.Owners;
import dev.dizhtime.runtime.messaging.DirectConsumer;
import dev.dizhtime.runtime.security.Role;

/** Remembers what those who may own restaurants are called, for as long as they have an account. */
public final class OwnerNames {
  private OwnerNames() {}

  /** Adds the handler of {@code users}. The same event twice writes the same name twice. */
  public static DirectConsumer bind(DirectConsumer consumer, Owners owners) {
    return consumer
        .on(UserRegistered.class, user -> remember(owners, user))
        .on(AccountDeleted.class, user -> owners.forget(user.userId()));
  }

  private static void remember(Owners owners, UserRegistered user) {
    if (user.roles().contains(Role.RESTAURANT.wireName())
        || user.roles().contains(Role.ADMIN.wireName())) {
      owners.remember(user.userId(), user.displayName());
    }
  }
}
