package dev.dizhtime.auth.oidc.outside;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.oauth2.sdk.GeneralException;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import dev.dizhtime.auth.oidc.protocol.Addresses;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What outside providers say of themselves, kept for an hour; keys are read again when one is new.
 */
final class OutsideDirectory {
  private static final Duration MAX_AGE = Duration.ofHours(1);
  private static final Duration MIN_AGE = Duration.ofSeconds(30);

  private final Fetch fetch;
  private final Clock clock;
  private final Map<String, Known> known = new ConcurrentHashMap<>();

  OutsideDirectory(Fetch fetch, Clock clock) {
    this.fetch = fetch;
    this.clock = clock;
  }

  /** What is known of one. */
  record Known(OIDCProviderMetadata metadata, JWKSet keys, Instant readAt) {}

  /**
   * What is known of a provider.
   *
   * @throws IOException when it does not answer
   * @throws GeneralException when its answer is none
   */
  Known of(OutsideProvider provider) throws IOException, GeneralException {
    Known there = known.get(provider.name());
    return there == null || older(there, MAX_AGE) ? read(provider) : there;
  }

  /** The same, read again if that was not just done, for a key that is not among those known. */
  Known anew(OutsideProvider provider) throws IOException, GeneralException {
    Known there = known.get(provider.name());
    return there == null || older(there, MIN_AGE) ? read(provider) : there;
  }

  private boolean older(Known there, Duration age) {
    return Duration.between(there.readAt(), clock.instant()).compareTo(age) > 0;
  }

  private Known read(OutsideProvider provider) throws IOException, GeneralException {
    String issuer = provider.issuer().getValue().replaceAll("/+$", "");
    var answer = fetch.get(URI.create(issuer + Addresses.OPENID_CONFIGURATION));
    answer.ensureStatusCode(200);
    OIDCProviderMetadata metadata = OIDCProviderMetadata.parse(answer.getBody());
    if (!metadata.getIssuer().equals(provider.issuer())) {
      throw new GeneralException(provider.name() + " says that it is another issuer");
    }
    var keys = fetch.get(metadata.getJWKSetURI());
    keys.ensureStatusCode(200);
    try {
      Known fresh = new Known(metadata, JWKSet.parse(keys.getBody()), clock.instant());
      known.put(provider.name(), fresh);
      return fresh;
    } catch (java.text.ParseException e) {
      throw new GeneralException(provider.name() + " has no keys that can be read", e);
    }
  }
}
