package dev.dizhtime.auth.usecase;

import dev.dizhtime.auth.model.DisplayName;
import dev.dizhtime.auth.model.EmailAddress;
import java.util.Optional;

/** Whether a password is good enough for somebody. */
public interface PasswordQuality {
  /**
   * What is wrong with it, as the end of a sentence; empty when it is good. May wait a bounded time
   * for somebody outside, so not within a transaction.
   */
  Optional<String> complaint(String password, EmailAddress email, DisplayName displayName);
}
