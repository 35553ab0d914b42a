package dev.dizhtime.auth.oidc.usecase;

import dev.dizhtime.auth.model.TokenHash;
import dev.dizhtime.auth.oidc.model.OAuthClient;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Authorization codes. */
public interface Codes {
  /** How long a code is good. */
  Duration LIFETIME = Duration.ofSeconds(60);

  /**
   * What a code was given for.
   *
   * @param browserSessionId the session at our own pages in which it was given
   * @param challenge the SHA-256 of the verifier, as PKCE writes it
   */
  record Code(
      UUID clientId,
      UUID browserSessionId,
      String redirectUri,
      List<String> scopes,
      String challenge,
      Optional<String> nonce,
      String device,
      Instant authenticatedAt) {}

  /** What comes of presenting a code. */
  sealed interface Redemption {
    /** Here is the session that it began. */
    record Granted(ClientGrant grant, Optional<String> nonce) implements Redemption {}

    /** It is not good, for a reason that only the log is told. */
    record Refused(String why) implements Redemption {}
  }

  /**
   * What is presented with a code.
   *
   * @param redirectUri empty when none was sent
   * @param challenge what the verifier's SHA-256 is
   */
  record Presented(
      TokenHash code, OAuthClient client, Optional<String> redirectUri, String challenge) {}

  /** Keeps a code. */
  void add(TokenHash hash, Code code, Instant now);

  /**
   * Exchanges a code for a session, whose first refresh token is the given one if the client gets
   * any. A code that was used before ends the session that it began.
   */
  Redemption redeem(Presented presented, TokenHash refreshToken, Instant now) throws Exception;
}
