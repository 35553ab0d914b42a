package dev.dizhtime.auth.usecase;

import dev.dizhtime.contracts.UserId;

/** Log-ins that wait for their second factor. */
public interface LogInChallenges {
  /** Notes that somebody's password was right; returns what they show with their code. */
  String open(UserId userId) throws Exception;
}
