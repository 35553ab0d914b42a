package dev.dizhtime.portal.design.session;

import dev.dizhtime.contracts.restaurant.StaffRole;
import dev.dizhtime.runtime.config.Secret;
import dev.dizhtime.runtime.json.Json;
import dev.dizhtime.runtime.security.Role;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What an access token says of its bearer. Read and not verified: auth itself gave it to this
 * portal, which kept it sealed. It only decides what a page looks like and listens to; what
 * somebody may see and do, the services decide by the token that they have verified.
 */
final class TokenClaims {
  private static final Claims NONE = new Claims(null, null);

  /** What is read of a token. */
  private record Claims(List<String> roles, Map<String, String> staff) {}

  private TokenClaims() {}

  /** What they may be; empty when the token says nothing of the kind. */
  static Set<Role> roles(Secret accessToken) {
    List<String> roles = claims(accessToken).roles();
    return roles == null
        ? Set.of()
        : roles.stream()
            .flatMap(role -> Role.of(String.valueOf(role)).stream())
            .collect(Collectors.toSet());
  }

  private static Claims claims(Secret accessToken) {
    String[] parts = accessToken.reveal().split("\\.");
    if (parts.length != 3) {
      return NONE;
    }
    try {
      byte[] payload = Base64.getUrlDecoder().decode(parts[1]);
      Claims claims = Json.read(new String(payload, StandardCharsets.UTF_8), Claims.class);
      return claims == null ? NONE : claims;
    } catch (IllegalArgumentException | UncheckedIOException _) {
      return NONE;
    }
  }

  /** Restaurant ids with the roles there; empty when the token says nothing of the kind. */
  static Map<String, StaffRole> staff(Secret accessToken) {
    Map<String, StaffRole> staff = new HashMap<>();
    Map<String, String> told = claims(accessToken).staff();
    if (told != null) {
      told.forEach(
          (restaurant, role) ->
              StaffRole.of(String.valueOf(role)).ifPresent(known -> staff.put(restaurant, known)));
    }
    return staff;
  }
}
