package dev.dizhtime.auth.oidc.usecase;

import dev.dizhtime.auth.model.TokenHash;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Authorization requests that clients have sent ahead of the browser (RFC 9126). */
public interface PushedRequests {
  /** How long one waits for its browser. */
  Duration LIFETIME = Duration.ofSeconds(60);

  /** Keeps one, by the hash of what names it. */
  void add(TokenHash name, UUID clientId, String parameters, Instant now);

  /** Takes the one of that client out; empty when there is none, or its time is over. */
  Optional<String> take(TokenHash name, UUID clientId, Instant now);
}
