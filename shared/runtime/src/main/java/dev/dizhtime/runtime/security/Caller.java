package dev.dizhtime.runtime.security;

import dev.dizhtime.contracts.UserId;
import java.util.Optional;
import java.util.Set;

/**
 * Who makes a request, as its token says.
 *
 * @param roles see {@link Role}
 * @param name what to call them
 * @param email where they are reached
 * @param token the token itself, to hand on to another service on their behalf
 * @param delegation there when a client has the token
 */
public record Caller(
    UserId userId,
    Set<Role> roles,
    String name,
    String email,
    String token,
    Optional<Delegation> delegation) {
  public Caller {
    roles = Set.copyOf(roles);
  }

  /** Whether they have a role. */
  public boolean is(Role role) {
    return roles.contains(role);
  }

  @Override
  public String toString() {
    return "Caller[" + userId + ", " + roles + "]";
  }
}
