package dev.dizhtime.auth.oidc.model;

import java.util.Collection;
import java.util.List;
import java.util.Set;

/** The scopes that there are. What each lets a token do stands in the API descriptions. */
public final class Scopes {
  /** Ask for an id token. */
  public static final String OPENID = "openid";

  /** The name. */
  public static final String PROFILE = "profile";

  /** The e-mail address. */
  public static final String EMAIL = "email";

  /** Go on without the person: a refresh token. */
  public static final String OFFLINE_ACCESS = "offline_access";

  /** All that the person may do; for our own clients only. */
  public static final String API = "api";

  /** All, in the order in which people are asked. */
  public static final List<String> ALL =
      List.of(
          OPENID,
          PROFILE,
          EMAIL,
          OFFLINE_ACCESS,
          API,
          "orders:read",
          "orders:write",
          "kitchen",
          "restaurants:write",
          "deliveries:read",
          "deliveries:write",
          "wallet:read");

  /** Those that speak of a person, which a client by itself is not. */
  public static final Set<String> OF_PEOPLE = Set.of(OPENID, PROFILE, EMAIL, OFFLINE_ACCESS, API);

  private Scopes() {}

  /** The given ones in the order of {@link #ALL}. */
  public static List<String> inOrder(Collection<String> scopes) {
    return ALL.stream().filter(scopes::contains).toList();
  }
}
