package dev.dizhtime.local.access;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.dizhtime.auth.crypto.Seal;
import dev.dizhtime.local.end.RunningPlatform;
import dev.dizhtime.runtime.config.Secret;
import dev.dizhtime.runtime.security.TokenVerifier;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.text.ParseException;
import java.util.Collection;
import java.util.UUID;

/**
 * The key that the platform signs with, taken from its database: what it signs here differs from a
 * good token in one thing only, so that this one thing is what it is refused for.
 */
final class PlatformKey {
  private final ECKey key;

  private PlatformKey(ECKey key) {
    this.key = key;
  }

  static PlatformKey of(RunningPlatform platform) {
    var seal = new Seal(new Secret(platform.secrets().keyEncryptionKey()));
    try (var auth = platform.database("auth");
        var statement = auth.createStatement();
        var found =
            statement.executeQuery(
                """
                SELECT kid, sealed_jwk FROM signing_key WHERE active_from <= clock_timestamp()
                ORDER BY active_from DESC LIMIT 1
                """)) {
      found.next();
      var open = seal.open(found.getString("kid"), found.getBytes("sealed_jwk"));
      return new PlatformKey(ECKey.parse(new String(open, StandardCharsets.UTF_8)));
    } catch (SQLException | ParseException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The same token, as a client would have it that was granted these scopes. */
  String asClient(String token, Collection<String> scopes) {
    return signed(
        token,
        claims(token)
            .claim(TokenVerifier.CLIENT_CLAIM, UUID.randomUUID().toString())
            .claim(TokenVerifier.SCOPE_CLAIM, String.join(" ", scopes)));
  }

  /** The same token, for somebody else to take. */
  String forAnotherAudience(String token) {
    return signed(token, claims(token).audience("someone-else"));
  }

  private static JWTClaimsSet.Builder claims(String token) {
    try {
      return new JWTClaimsSet.Builder(SignedJWT.parse(token).getJWTClaimsSet());
    } catch (ParseException e) {
      throw new IllegalStateException(e);
    }
  }

  private String signed(String like, JWTClaimsSet.Builder claims) {
    try {
      var header =
          new JWSHeader.Builder(SignedJWT.parse(like).getHeader()).keyID(key.getKeyID()).build();
      var token = new SignedJWT(header, claims.build());
      token.sign(new ECDSASigner(key));
      return token.serialize();
    } catch (JOSEException | ParseException e) {
      throw new IllegalStateException(e);
    }
  }
}
