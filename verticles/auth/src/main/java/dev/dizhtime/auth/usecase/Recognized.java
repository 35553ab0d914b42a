package dev.dizhtime.auth.usecase;

import dev.dizhtime.auth.model.Account;
import java.time.Instant;
import java.util.Optional;

/**
 * Somebody who has shown who they are, as the account was when it was looked at. What they showed
 * may be worth nothing any more by the time that their session begins.
 *
 * @param passwordChangedAt since when the password is what was looked at; empty when somebody else
 *     vouches for them
 */
public record Recognized(Account account, Optional<Instant> passwordChangedAt) {}
