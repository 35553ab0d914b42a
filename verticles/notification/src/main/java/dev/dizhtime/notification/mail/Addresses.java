package dev.dizhtime.notification.mail;

import java.util.regex.Pattern;

/** E-mail addresses. Auth has checked them; here they become part of a protocol of lines. */
final class Addresses {
  private static final int MAX_LENGTH = 254;
  private static final Pattern PLAUSIBLE =
      Pattern.compile("[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9-]+(?:\\.[A-Za-z0-9-]+)*");

  private Addresses() {}

  /** Whether it can stand in SMTP as it is: no spaces, brackets, quotes, lists or line ends. */
  static boolean plausible(String address) {
    return address.length() <= MAX_LENGTH && PLAUSIBLE.matcher(address).matches();
  }
}
