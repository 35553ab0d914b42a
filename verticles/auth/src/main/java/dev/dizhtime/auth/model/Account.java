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
    Instant registeredAt,
    Standing standing) {
  public Account {
    roles = Set.copyOf(roles);
    if (roles.isEmpty()) {
      throw new IllegalArgumentException("an account has at least one role");
    }
  }

  /** An account that has just been made. */
  public Account(
      UserId userId,
      EmailAddress email,
      DisplayName displayName,
      Set<AccountRole> roles,
      Instant registeredAt) {
    this(userId, email, displayName, roles, registeredAt, Standing.NEW);
  }

  /** The names of the roles on the wire, always in the same order. */
  public List<String> roleNames() {
    return roles.stream().sorted().map(AccountRole::wireName).toList();
  }

  /** Whether the account has a role. */
  public boolean is(AccountRole role) {
    return roles.contains(role);
  }

  /**
   * The names of the roles that a token gives.
   *
   * @param admins whether an admin's is among them without a second factor
   */
  public List<String> grantedRoleNames(AdminSecondFactor admins) {
    boolean withheld = admins == AdminSecondFactor.REQUIRED && !standing.secondFactor();
    return roleNames().stream()
        .filter(role -> !withheld || !role.equals(AccountRole.ADMIN.wireName()))
        .toList();
  }

  /** What the others are told. */
  public UserRegistered registered() {
    return new UserRegistered(
        userId, email.value(), displayName.value(), roleNames(), registeredAt);
  }
}
