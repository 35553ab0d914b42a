package dev.dizhtime.portal.design.session;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * Tells a form of ours from one that another site sends in a visitor's name: the browser says where
 * a request comes from ({@code Sec-Fetch-Site}), and the form carries a token that only our own
 * pages know.
 */
public final class Csrf {
  /** The hidden field of every form. */
  public static final String FIELD = "_csrf";

  private static final int TOKEN_BYTES = 18;
  private static final SecureRandom RANDOM = new SecureRandom();

  private Csrf() {}

  /** A new token. */
  public static String newToken() {
    byte[] bytes = new byte[TOKEN_BYTES];
    RANDOM.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /**
   * Whether a POST may be trusted.
   *
   * @param secFetchSite the header, or null: old browsers and plain tools send none
   * @param given the form's token, or null
   * @param expected the session's token
   */
  public static boolean trusted(String secFetchSite, String given, String expected) {
    boolean fromHere = secFetchSite == null || "same-origin".equals(secFetchSite);
    return fromHere
        && given != null
        && MessageDigest.isEqual(
            given.getBytes(StandardCharsets.UTF_8), expected.getBytes(StandardCharsets.UTF_8));
  }
}
