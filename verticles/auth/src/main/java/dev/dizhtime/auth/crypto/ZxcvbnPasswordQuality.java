package dev.dizhtime.auth.crypto;

import com.nulabinc.zxcvbn.Zxcvbn;
import dev.dizhtime.auth.model.DisplayName;
import dev.dizhtime.auth.model.EmailAddress;
import dev.dizhtime.auth.model.PasswordRules;
import dev.dizhtime.auth.usecase.PasswordQuality;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Refuses passwords that are guessed within a million tries: those in lists of leaked ones, also
 * with a few characters changed, sequences, keyboard rows, dates, and their owner's own words.
 * Everything is in the library; nobody is asked over the network.
 */
public final class ZxcvbnPasswordQuality implements PasswordQuality {
  private static final double MIN_GUESSES = 1e6;

  /** The time grows with the square of the length; a longer password is good by its beginning. */
  private static final int MAX_LOOKED_AT = 64;

  /** What has to be left of a password without its owner's words. */
  private static final int MIN_OF_ITS_OWN = 6;

  private static final int MIN_WORD = 3;
  private static final String BRAND = "dizhtime";

  /** Reading the lists takes a quarter of a second and is worth doing once. */
  private static final class Library {
    static final Zxcvbn ZXCVBN = new Zxcvbn();
  }

  @Override
  public Optional<String> complaint(String password, EmailAddress email, DisplayName displayName) {
    return PasswordRules.complaint(password)
        .or(() -> complaintOf(password, words(email, displayName)));
  }

  private static Optional<String> complaintOf(String password, List<String> words) {
    String looked = password.substring(0, Math.min(password.length(), MAX_LOOKED_AT));
    if (Library.ZXCVBN.measure(looked, words).getGuesses() < MIN_GUESSES) {
      return Optional.of("is one of those that are guessed first; take a few unrelated words");
    }
    String rest = password.toLowerCase(Locale.ROOT);
    for (String word : words) {
      rest = rest.replace(word, "");
    }
    return rest.length() < MIN_OF_ITS_OWN && rest.length() < password.length()
        ? Optional.of("must not be made of your own name or address")
        : Optional.empty();
  }

  private static List<String> words(EmailAddress email, DisplayName displayName) {
    String text = email.value() + " " + displayName.value().toLowerCase(Locale.ROOT);
    List<String> words = new ArrayList<>();
    words.add(BRAND);
    Arrays.stream(text.split("[^\\p{L}\\p{N}]+"))
        .filter(word -> word.length() >= MIN_WORD)
        .forEach(words::add);
    return words;
  }
}
