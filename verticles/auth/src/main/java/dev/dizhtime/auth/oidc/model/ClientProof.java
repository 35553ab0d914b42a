package dev.dizhtime.auth.oidc.model;

import java.util.Locale;

/** How a client proves who it is. */
public enum ClientProof {
  /** Not at all: a program in other people's hands. PKCE binds its codes. */
  NONE,
  CLIENT_SECRET_BASIC,
  CLIENT_SECRET_POST,
  /** It signs an assertion with a key whose public half we know (RFC 7523). */
  PRIVATE_KEY_JWT;

  /** Its registered name (RFC 8414), which requests and documents use. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether it is a secret that we keep the hash of. */
  public boolean isSecret() {
    return this == CLIENT_SECRET_BASIC || this == CLIENT_SECRET_POST;
  }
}
