package dev.dizhtime.portal.design.session;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.dizhtime.runtime.config.Secret;
import dev.dizhtime.runtime.json.Json;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * A session as a cookie's value: AES-256-GCM under {@code DIZHTIME_SESSION_KEY}, a fresh random
 * nonce each time, the cookie's name as associated data.
 */
public final class SessionCookie {
  /** What a browser keeps of one cookie, name and attributes included. */
  public static final int MAX_BYTES = 4_096;

  /** The cookie's attributes and name need room too. */
  public static final int MAX_VALUE_CHARS = 3_840;

  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;

  private final String name;
  private final SecretKey key;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();

  /** The members are short because each byte of a cookie travels with each request. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  private record Content(String c, long e, String u, String n, String a, String r, Long x) {}

  /**
   * The cookie of one portal.
   *
   * @param portal e.g. "restaurant"; part of the cookie's name
   * @param key 32 bytes
   */
  public SessionCookie(String portal, Secret key, Clock clock) {
    this.name = "__Host-dizhtime-" + portal;
    this.key = new SecretKeySpec(key.bytes(), "AES");
    this.clock = clock;
  }

  /** The cookie's name. */
  public String name() {
    return name;
  }

  /**
   * Encrypts a session.
   *
   * @throws IllegalStateException when it is too large for a cookie
   */
  public String seal(Session session) {
    Login login = session.login().orElse(null);
    long end = session.expiresAt().getEpochSecond();
    Content content =
        login == null
            ? new Content(session.csrfToken(), end, null, null, null, null, null)
            : new Content(
                session.csrfToken(),
                end,
                login.userId(),
                login.displayName(),
                login.accessToken().reveal(),
                login.refreshToken().reveal(),
                login.accessExpiresAt().getEpochSecond());
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    byte[] clear = Json.write(content).getBytes(StandardCharsets.UTF_8);
    byte[] sealed = Arrays.copyOf(nonce, NONCE_BYTES + clear.length + TAG_BITS / 8);
    try {
      cipher(Cipher.ENCRYPT_MODE, nonce).doFinal(clear, 0, clear.length, sealed, NONCE_BYTES);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("can't encrypt a session", e);
    }
    String value = Base64.getUrlEncoder().withoutPadding().encodeToString(sealed);
    if (value.length() > MAX_VALUE_CHARS) {
      throw new IllegalStateException("a session is too large for a cookie: " + value.length());
    }
    return value;
  }

  /** The session in a cookie's value; empty when it is not ours, was altered, or has ended. */
  public Optional<Session> open(String value) {
    if (value == null || value.length() > MAX_VALUE_CHARS) {
      return Optional.empty();
    }
    try {
      byte[] sealed = Base64.getUrlDecoder().decode(value);
      byte[] nonce = Arrays.copyOf(sealed, NONCE_BYTES);
      byte[] clear =
          cipher(Cipher.DECRYPT_MODE, nonce)
              .doFinal(sealed, NONCE_BYTES, sealed.length - NONCE_BYTES);
      Content content = Json.read(new String(clear, StandardCharsets.UTF_8), Content.class);
      return Optional.of(session(content))
          .filter(session -> session.expiresAt().isAfter(clock.instant()));
    } catch (GeneralSecurityException | IllegalArgumentException | UncheckedIOException _) {
      return Optional.empty();
    }
  }

  private static Session session(Content content) {
    Optional<Login> login =
        content.a == null
            ? Optional.empty()
            : Optional.of(
                new Login(
                    content.u,
                    content.n,
                    new Secret(content.a),
                    new Secret(content.r),
                    Instant.ofEpochSecond(content.x)));
    return new Session(content.c, Instant.ofEpochSecond(content.e), login);
  }

  private Cipher cipher(int mode, byte[] nonce) throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(name.getBytes(StandardCharsets.UTF_8));
    return cipher;
  }
}
