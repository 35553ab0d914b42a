package dev.dizhtime.auth.usecase;

import dev.dizhtime.auth.model.Account;
import java.time.Duration;

/** Signs access tokens. */
public interface AccessTokens {
  /** How long an access token is good. */
  Duration LIFETIME = Duration.ofMinutes(15);

  /** A token that says who the bearer is. */
  String sign(Account account);
}
