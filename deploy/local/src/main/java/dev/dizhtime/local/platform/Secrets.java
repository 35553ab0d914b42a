package dev.dizhtime.local.platform;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Every key and password of one data directory, made at its first start. Each key is 32 random
 * bytes in base64.
 *
 * @param keyEncryptionKey encrypts auth's signing keys
 * @param quoteKey signs quotes
 * @param sessionKey encrypts the portals' sessions
 * @param accounts the admin first, then those of the demo
 */
public record Secrets(
    String keyEncryptionKey, String quoteKey, String sessionKey, List<Account> accounts) {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int KEY_BYTES = 32;
  private static final int PASSWORD_BYTES = 15;
  private static final String DOMAIN = "@demo.dizhtime.local";

  private static final List<String> CUSTOMERS =
      List.of("Ada Okafor", "Ben Castillo", "Chloe Park", "Dmitri Volkov", "Elif Kaya");
  private static final List<String> DRIVERS =
      List.of(
          "Femi Adeyemi",
          "Grace Liu",
          "Hugo Martins",
          "Ines Romero",
          "Jamal Brooks",
          "Kira Novak",
          "Luca Ferri",
          "Mina Sato");

  public Secrets {
    accounts = List.copyOf(accounts);
  }

  /** Fresh ones. */
  public static Secrets generate() {
    var accounts = new ArrayList<Account>();
    accounts.add(account("Admin", "admin"));
    CUSTOMERS.forEach(name -> accounts.add(account(name, "customer")));
    accounts.add(account("Olive Grant", "restaurant"));
    DRIVERS.forEach(name -> accounts.add(account(name, "driver")));
    return new Secrets(random(KEY_BYTES), random(KEY_BYTES), random(KEY_BYTES), accounts);
  }

  /** The first administrator. */
  public Account admin() {
    return of("admin").getFirst();
  }

  /** Accounts of that role, always in the same order. */
  public List<Account> of(String role) {
    return accounts.stream().filter(account -> account.role().equals(role)).toList();
  }

  /**
   * A key between the wallet and the sandbox provider. Derived, so that data made before there were
   * payments has it too.
   */
  public String paymentKey(String purpose) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(Base64.getDecoder().decode(quoteKey), "HmacSHA256"));
      var name = ("payments|" + purpose).getBytes(StandardCharsets.UTF_8);
      return Base64.getUrlEncoder().withoutPadding().encodeToString(mac.doFinal(name));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has HmacSHA256", e);
    }
  }

  private static Account account(String displayName, String role) {
    var firstName = displayName.split(" ")[0].toLowerCase(java.util.Locale.ROOT);
    var user = role.equals("admin") ? role : firstName;
    return new Account(user + DOMAIN, password(), displayName, role);
  }

  private static String password() {
    var bytes = new byte[PASSWORD_BYTES];
    RANDOM.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static String random(int length) {
    var bytes = new byte[length];
    RANDOM.nextBytes(bytes);
    return Base64.getEncoder().encodeToString(bytes);
  }

  @Override
  public String toString() {
    return "Secrets[***]";
  }
}
