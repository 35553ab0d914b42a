package dev.dizhtime.auth.model;

import dev.dizhtime.contracts.UserId;
import dev.dizhtime.contracts.user.UserRegistered;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * Someone who can log in.
 *
 * @param roles at least one
 */
public record Account(
    UserId userId,
    EmailAddress email,
    DisplayName displayName,
    Set<AccountRole> roles,
    Instant registeredAt) {
  public Account {
    roles = Set.copyOf(roles);
    if (roles.isEmpty()) {
      throw new IllegalArgumentException("an account has at least one role");
    }
  }

  /** The names of the roles on the wire, always in the same order. */
  public List<String> roleNames() {
    return roles.stream().sorted().map(AccountRole::wireName).toList();
  }

  /** What the others are told. */
  public UserRegistered registered() {
    return new UserRegistered(
        userId, email.value(), displayName.value(), roleNames(), registeredAt);
  }
}
