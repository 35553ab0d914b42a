package dev.dizhtime.auth.http;

import dev.dizhtime.auth.model.Account;
import dev.dizhtime.contracts.UserId;
import java.util.List;

/** An account as its owner sees it. */
record UserBody(UserId userId, String email, String displayName, List<String> roles) {
  static UserBody of(Account account) {
    return new UserBody(
        account.userId(),
        account.email().value(),
        account.displayName().value(),
        account.roleNames());
  }
}
