package dev.dizhtime.auth.oidc.protocol;

import java.net.URI;

/**
 * Where the provider is found: the issuer, and its endpoints under it.
 *
 * @param issuer without a slash at its end
 */
public record Addresses(String issuer) {
  public static final String AUTHORIZE = "/oauth/authorize";
  public static final String SIGN_IN = "/oauth/sign-in";
  public static final String CONSENT = "/oauth/consent";
  public static final String TOKEN = "/oauth/token";
  public static final String PUSH = "/oauth/par";
  public static final String REVOKE = "/oauth/revoke";
  public static final String INTROSPECT = "/oauth/introspect";
  public static final String USERINFO = "/oauth/userinfo";
  public static final String END_SESSION = "/oauth/end-session";
  public static final String STYLE = "/oauth/style.css";
  public static final String JWKS = "/api/auth/jwks";
  public static final String OPENID_CONFIGURATION = "/.well-known/openid-configuration";
  public static final String OAUTH_CONFIGURATION = "/.well-known/oauth-authorization-server";

  /** The address of a path of ours, as the world sees it. */
  public URI of(String path) {
    return URI.create(issuer + path);
  }
}
