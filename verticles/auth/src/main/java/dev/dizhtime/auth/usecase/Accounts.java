package dev.dizhtime.auth.usecase;

import dev.dizhtime.auth.model.Account;
import dev.dizhtime.auth.model.EmailAddress;
import dev.dizhtime.contracts.UserId;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** All accounts. */
public interface Accounts {
  /** An account with the hash of its password, and since when it is that. */
  record WithPassword(Account account, String passwordHash, Instant changedAt) {}

  /**
   * Adds an account and tells the others of it, or does neither.
   *
   * @return false when the e-mail address has an account already
   */
  boolean add(Account account, String passwordHash) throws Exception;

  /** Replaces an account's password and ends its sessions but one, or does neither. */
  void changePassword(UserId userId, String passwordHash, UUID sessionThatStays, Instant now)
      throws Exception;

  /** The account of an address. */
  Optional<WithPassword> find(EmailAddress email);

  /** The account of an id. */
  Optional<Account> find(UserId userId);
}
