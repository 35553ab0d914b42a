package dev.dizhtime.auth.oidc.protocol;

import com.nimbusds.jose.jwk.JWKSet;
import java.net.URI;

/** Keys of clients that told us an address instead. */
@FunctionalInterface
public interface RemoteKeys {
  /**
   * The keys at an address; none when it never answered, or has not for too long. Waits for an
   * answer that is on its way, whoever has asked for it.
   *
   * @param anew whether the known ones were not good enough
   */
  JWKSet find(URI address, boolean anew);
}
