package dev.dizhtime.auth.http;

import dev.dizhtime.auth.model.Account;
import dev.dizhtime.auth.model.AdminSecondFactor;
import dev.dizhtime.contracts.UserId;
import java.util.List;

/** An account as its owner sees it. */
record UserBody(
    UserId userId,
    String email,
    String displayName,
    List<String> roles,
    boolean emailVerified,
    boolean secondFactor,
    boolean secondFactorNeeded) {
  static UserBody of(Account account, AdminSecondFactor admins) {
    return new UserBody(
        account.userId(),
        account.email().value(),
        account.displayName().value(),
        account.roleNames(),
        account.standing().emailVerified(),
        account.standing().secondFactor(),
        account.grantedRoleNames(admins).size() < account.roles().size());
  }
}
