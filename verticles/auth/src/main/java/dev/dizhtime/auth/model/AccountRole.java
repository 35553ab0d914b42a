package dev.dizhtime.auth.model;

import java.util.Locale;

/** What an account may be; tokens and messages have it in lower case. */
public enum AccountRole {
  CUSTOMER,
  RESTAURANT,
  DRIVER,
  /** Never by registration; reads what admins read. */
  SUPPORT,
  /** Never by registration. */
  ADMIN;

  /** The name in tokens, messages and requests. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The role of that name.
   *
   * @throws IllegalArgumentException when there is none
   */
  public static AccountRole of(String wireName) {
    return valueOf(wireName.toUpperCase(Locale.ROOT));
  }
}
