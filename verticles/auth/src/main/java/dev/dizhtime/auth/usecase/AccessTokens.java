package dev.dizhtime.auth.usecase;

import dev.dizhtime.auth.model.Account;
import java.time.Duration;
import java.util.UUID;

/** Signs access tokens. */
public interface AccessTokens {
  /** How long an access token is good. */
  Duration LIFETIME = Duration.ofMinutes(15);

  /** The claim that names the session. */
  String SESSION_CLAIM = "sid";

  /** A token that says who the bearer is, and in which session. */
  String sign(Account account, UUID sessionId);
}
