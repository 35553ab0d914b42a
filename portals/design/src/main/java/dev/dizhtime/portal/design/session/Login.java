package dev.dizhtime.portal.design.session;

import dev.dizhtime.contracts.restaurant.StaffRole;
import dev.dizhtime.runtime.config.Secret;
import dev.dizhtime.runtime.security.Role;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;

/**
 * Who is logged in.
 *
 * @param userId as the platform knows them
 * @param displayName as the page greets them; hostile until escaped
 * @param accessToken sent with each request to the API
 * @param refreshToken gets the next pair of tokens; good for one use
 * @param accessExpiresAt when the access token ends
 */
public record Login(
    String userId,
    String displayName,
    Secret accessToken,
    Secret refreshToken,
    Instant accessExpiresAt) {
  /** An access token that ends within this time is replaced before it is used. */
  public static final Duration REFRESH_AHEAD = Duration.ofSeconds(60);

  /** Whether the access token has to be replaced before it is used. */
  public boolean stale(Instant now) {
    return accessExpiresAt.isBefore(now.plus(REFRESH_AHEAD));
  }

  /** The restaurants where they are on the staff, besides what they own, with their roles. */
  public Map<String, StaffRole> staff() {
    return TokenClaims.staff(accessToken);
  }

  /** What they may be here, which a role that is withheld is not part of. */
  public Set<Role> roles() {
    return TokenClaims.roles(accessToken);
  }

  /** The same person with a new pair of tokens. */
  public Login with(Secret access, Secret refresh, Instant expiresAt) {
    return new Login(userId, displayName, access, refresh, expiresAt);
  }
}
