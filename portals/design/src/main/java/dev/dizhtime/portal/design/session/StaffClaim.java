package dev.dizhtime.portal.design.session;

import dev.dizhtime.contracts.restaurant.StaffRole;
import dev.dizhtime.runtime.config.Secret;
import dev.dizhtime.runtime.json.Json;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;

/**
 * Where an access token says that its bearer works. Read and not verified: auth itself gave it to
 * this portal, which kept it sealed. It only decides what a page looks like and listens to; what
 * somebody may see and do, the services decide by the token that they have verified.
 */
final class StaffClaim {
  /** What is read of a token. */
  private record Claims(Map<String, String> staff) {}

  private StaffClaim() {}

  /** Restaurant ids with the roles there; empty when the token says nothing of the kind. */
  static Map<String, StaffRole> of(Secret accessToken) {
    String[] parts = accessToken.reveal().split("\\.");
    if (parts.length != 3) {
      return Map.of();
    }
    Claims claims;
    try {
      byte[] payload = Base64.getUrlDecoder().decode(parts[1]);
      claims = Json.read(new String(payload, StandardCharsets.UTF_8), Claims.class);
    } catch (IllegalArgumentException | UncheckedIOException _) {
      return Map.of();
    }
    Map<String, StaffRole> staff = new HashMap<>();
    if (claims != null && claims.staff() != null) {
      claims
          .staff()
          .forEach(
              (restaurant, role) ->
                  StaffRole.of(String.valueOf(role))
                      .ifPresent(known -> staff.put(restaurant, known)));
    }
    return staff;
  }
}
