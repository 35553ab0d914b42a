package dev.dizhtime.auth.oidc.model;

import java.util.Locale;

/** The ways to tokens that a client may be registered for. */
public enum GrantKind {
  AUTHORIZATION_CODE,
  REFRESH_TOKEN,
  CLIENT_CREDENTIALS;

  /** Its registered name. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
