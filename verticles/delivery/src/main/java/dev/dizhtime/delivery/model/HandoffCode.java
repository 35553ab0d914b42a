package dev.dizhtime.delivery.model;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/**
 * The code that one side of a hand-off knows and the driver has to give, and how often they gave
 * another. It never prints.
 *
 * @param code four digits; null when none is asked for
 * @param wrongTries 0 to {@link #MAX_WRONG_TRIES}
 * @param waived whether an admin lets the driver's next try pass without it
 */
public record HandoffCode(String code, int wrongTries, boolean waived) {
  /** After so many wrong tries only an admin helps: a guesser meets one code in 2,000 hand-offs. */
  public static final int MAX_WRONG_TRIES = 5;

  private static final String SHAPE = "[0-9]{4}";

  /**
   * A code that nobody has tried yet.
   *
   * @throws IllegalArgumentException when it is not four digits; the message does not show it
   */
  public static HandoffCode fresh(String code) {
    if (code != null && !code.matches(SHAPE)) {
      throw new IllegalArgumentException("a hand-off code must have four digits");
    }
    return new HandoffCode(code, 0, false);
  }

  /** Whether the driver has to give it. */
  public boolean needed() {
    return code != null && !waived;
  }

  /** Whether there were too many wrong tries and no admin has helped since. */
  public boolean locked() {
    return needed() && wrongTries >= MAX_WRONG_TRIES;
  }

  /** How many wrong tries there may still be. */
  public int triesLeft() {
    return MAX_WRONG_TRIES - wrongTries;
  }

  /**
   * Whether the hand-off may go on. Takes as long for a wrong code as for the right one, so that
   * time tells nothing.
   *
   * @param given by the driver; null when none was
   */
  boolean passes(String given) {
    if (!needed()) {
      return true;
    }
    return given != null && !locked() && MessageDigest.isEqual(bytes(code), bytes(given));
  }

  HandoffCode triedInVain() {
    return new HandoffCode(code, wrongTries + 1, waived);
  }

  HandoffCode waive() {
    return new HandoffCode(code, wrongTries, true);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public String toString() {
    return "HandoffCode[" + (needed() ? wrongTries + " wrong tries" : "not needed") + "]";
  }
}
