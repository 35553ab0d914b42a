package dev.dizhtime.auth.crypto;

import dev.dizhtime.runtime.config.Secret;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Encrypts small secrets with AES-256-GCM: a random nonce, then the ciphertext. A label is bound to
 * each, so that one sealed thing can't stand in for another.
 */
public final class Seal {
  private static final String CIPHER = "AES/GCM/NoPadding";
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;

  private final SecretKeySpec key;
  private final SecureRandom random = new SecureRandom();

  /** A seal with a key of 32 bytes in base64. */
  public Seal(Secret key) {
    this.key = new SecretKeySpec(key.bytes(), "AES");
  }

  /** The secret, sealed under a label. */
  public byte[] close(String label, byte[] secret) {
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    try {
      byte[] sealed = cipher(Cipher.ENCRYPT_MODE, label, nonce).doFinal(secret);
      return ByteBuffer.allocate(nonce.length + sealed.length).put(nonce).put(sealed).array();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("can't seal", e);
    }
  }

  /**
   * The secret again.
   *
   * @throws BrokenSealException when it was sealed with another key or label, or was changed
   */
  public byte[] open(String label, byte[] sealed) {
    if (sealed.length <= NONCE_BYTES) {
      throw new BrokenSealException();
    }
    byte[] nonce = new byte[NONCE_BYTES];
    System.arraycopy(sealed, 0, nonce, 0, NONCE_BYTES);
    try {
      return cipher(Cipher.DECRYPT_MODE, label, nonce)
          .doFinal(sealed, NONCE_BYTES, sealed.length - NONCE_BYTES);
    } catch (AEADBadTagException _) {
      throw new BrokenSealException();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("can't open what was sealed", e);
    }
  }

  private Cipher cipher(int mode, String label, byte[] nonce) throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance(CIPHER);
    cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(label.getBytes(StandardCharsets.UTF_8));
    return cipher;
  }

  /** It was sealed with another key, or changed since. */
  public static final class BrokenSealException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BrokenSealException() {
      super("sealed with another key, or changed since");
    }
  }
}
