package dev.dizhtime.auth.oidc.protocol;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.langtag.LangTag;
import com.nimbusds.langtag.LangTagException;
import com.nimbusds.oauth2.sdk.GrantType;
import com.nimbusds.oauth2.sdk.ResponseMode;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.auth.ClientAuthenticationMethod;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.openid.connect.sdk.SubjectType;
import com.nimbusds.openid.connect.sdk.claims.ClaimType;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import dev.dizhtime.auth.oidc.model.Scopes;
import java.util.List;

/** What the provider says of itself (OpenID Connect Discovery, RFC 8414). */
public final class Metadata {
  private static final List<ClientAuthenticationMethod> CONFIDENTIAL =
      List.of(
          ClientAuthenticationMethod.CLIENT_SECRET_BASIC,
          ClientAuthenticationMethod.CLIENT_SECRET_POST,
          ClientAuthenticationMethod.PRIVATE_KEY_JWT);
  private static final List<ClientAuthenticationMethod> ALL =
      List.of(
          ClientAuthenticationMethod.CLIENT_SECRET_BASIC,
          ClientAuthenticationMethod.CLIENT_SECRET_POST,
          ClientAuthenticationMethod.PRIVATE_KEY_JWT,
          ClientAuthenticationMethod.NONE);

  private Metadata() {}

  /** The document, as JSON. */
  public static String of(Addresses addresses) {
    var metadata =
        new OIDCProviderMetadata(
            new Issuer(addresses.issuer()),
            List.of(SubjectType.PUBLIC),
            addresses.of(Addresses.JWKS));
    metadata.setAuthorizationEndpointURI(addresses.of(Addresses.AUTHORIZE));
    metadata.setTokenEndpointURI(addresses.of(Addresses.TOKEN));
    metadata.setPushedAuthorizationRequestEndpointURI(addresses.of(Addresses.PUSH));
    metadata.requiresPushedAuthorizationRequests(false);
    metadata.setUserInfoEndpointURI(addresses.of(Addresses.USERINFO));
    metadata.setRevocationEndpointURI(addresses.of(Addresses.REVOKE));
    metadata.setIntrospectionEndpointURI(addresses.of(Addresses.INTROSPECT));
    metadata.setEndSessionEndpointURI(addresses.of(Addresses.END_SESSION));
    metadata.setTokenEndpointAuthMethods(ALL);
    metadata.setTokenEndpointJWSAlgs(AuthenticateClient.ALGORITHMS);
    metadata.setRevocationEndpointAuthMethods(ALL);
    metadata.setRevocationEndpointJWSAlgs(AuthenticateClient.ALGORITHMS);
    metadata.setIntrospectionEndpointAuthMethods(CONFIDENTIAL);
    metadata.setIntrospectionEndpointJWSAlgs(AuthenticateClient.ALGORITHMS);
    metadata.setScopes(new Scope(Scopes.ALL.toArray(String[]::new)));
    metadata.setResponseTypes(List.of(ResponseType.CODE));
    metadata.setResponseModes(List.of(ResponseMode.QUERY));
    metadata.setGrantTypes(
        List.of(
            GrantType.AUTHORIZATION_CODE, GrantType.REFRESH_TOKEN, GrantType.CLIENT_CREDENTIALS));
    metadata.setCodeChallengeMethods(List.of(CodeChallengeMethod.S256));
    metadata.setSupportsAuthorizationResponseIssuerParam(true);
    metadata.setSupportsRequestParam(false);
    metadata.setSupportsRequestURIParam(false);
    metadata.setIDTokenJWSAlgs(List.of(JWSAlgorithm.ES256));
    metadata.setClaimTypes(List.of(ClaimType.NORMAL));
    metadata.setClaims(
        List.of("sub", "name", "email", "email_verified", "auth_time", "nonce", "sid", "at_hash"));
    metadata.setUILocales(locales());
    return metadata.toJSONObject().toJSONString();
  }

  private static List<LangTag> locales() {
    try {
      return List.of(LangTag.parse("en"), LangTag.parse("de"));
    } catch (LangTagException e) {
      throw new IllegalStateException("these are languages", e);
    }
  }
}
