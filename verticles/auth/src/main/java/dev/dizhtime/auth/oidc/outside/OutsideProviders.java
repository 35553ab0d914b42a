package dev.dizhtime.auth.oidc.outside;

import com.nimbusds.oauth2.sdk.ResponseMode;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import dev.dizhtime.runtime.config.ConfigException;
import dev.dizhtime.runtime.config.Env;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.ECPrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Reads which outside providers there are. */
final class OutsideProviders {
  private static final int MAX = 8;
  private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost");

  private OutsideProviders() {}

  /**
   * Those that {@code DIZHTIME_OIDC_PROVIDERS} names, e.g. {@code google,apple}; each has variables
   * of its own, e.g. {@code DIZHTIME_OIDC_GOOGLE_ISSUER}.
   *
   * @throws ConfigException when a setting is absent or wrong
   */
  static List<OutsideProvider> from(Env env) {
    List<OutsideProvider> providers = new ArrayList<>();
    for (String name : env.text("OIDC_PROVIDERS", "").split(",")) {
      if (!name.isBlank()) {
        providers.add(provider(env, name.strip()));
      }
    }
    if (providers.size() > MAX) {
      throw new ConfigException("DIZHTIME_OIDC_PROVIDERS names more than " + MAX);
    }
    return List.copyOf(providers);
  }

  private static OutsideProvider provider(Env env, String name) {
    if (!name.matches("[a-z][a-z0-9]{0,19}")) {
      throw new ConfigException(
          "DIZHTIME_OIDC_PROVIDERS must be names of small letters and digits, with commas between");
    }
    String of = "OIDC_" + name.toUpperCase(Locale.ROOT) + "_";
    String mode = env.text(of + "RESPONSE_MODE", "query");
    if (!mode.equals("query") && !mode.equals("form_post")) {
      throw new ConfigException("DIZHTIME_" + of + "RESPONSE_MODE must be query or form_post");
    }
    return new OutsideProvider(
        name,
        env.text(of + "LABEL", name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1)),
        issuer(env, of),
        new ClientID(env.text(of + "CLIENT_ID")),
        credential(env, of),
        Scope.parse(env.text(of + "SCOPE", "openid email profile")),
        new ResponseMode(mode));
  }

  private static Issuer issuer(Env env, String of) {
    URI uri = env.uri(of + "ISSUER");
    boolean safe = "https".equals(uri.getScheme()) || LOOPBACK.contains(uri.getHost());
    if (!safe) {
      throw new ConfigException("DIZHTIME_" + of + "ISSUER must be https");
    }
    return new Issuer(uri);
  }

  private static OutsideProvider.Credential credential(Env env, String of) {
    return env.find(of + "CLIENT_SECRET").isPresent()
        ? new OutsideProvider.Credential.Shared(env.secret(of + "CLIENT_SECRET"))
        : new OutsideProvider.Credential.Signed(
            env.text(of + "TEAM_ID"), env.text(of + "KEY_ID"), key(env, of + "PRIVATE_KEY"));
  }

  /** The key as Apple gives it out: PKCS#8 in PEM, or its base64 alone. */
  private static ECPrivateKey key(Env env, String name) {
    String base64 =
        env.secret(name).reveal().replaceAll("-----[A-Z ]+-----", "").replaceAll("\\s", "");
    try {
      return (ECPrivateKey)
          KeyFactory.getInstance("EC")
              .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(base64)));
    } catch (GeneralSecurityException | IllegalArgumentException _) {
      throw new ConfigException("DIZHTIME_" + name + " must be an EC private key in PKCS#8");
    }
  }
}
