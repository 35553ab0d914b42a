package dev.dizhtime.auth.recovery;

import dev.dizhtime.auth.model.Account;
import dev.dizhtime.auth.model.AccountRole;
import dev.dizhtime.auth.model.EmailAddress;
import dev.dizhtime.contracts.user.AccountMail;
import dev.dizhtime.contracts.user.SendAccountMail;
import dev.dizhtime.runtime.postgres.Tx;
import java.time.Instant;
import java.util.UUID;

/**
 * Has people written to about their accounts.
 *
 * @param publicUrl where the portals are reached from outside, without a slash at the end
 */
public record AccountMails(String publicUrl) {
  /** Says that something has happened. */
  public void tell(Tx tx, AccountMail kind, Account account, Instant when) {
    tx.send(
        new SendAccountMail(
            UUID.randomUUID(),
            kind,
            account.email().value(),
            account.displayName().value(),
            null,
            when == null ? null : when.toString(),
            null));
  }

  /** Sends a link that opens a page of the portal that the account belongs to. */
  void ask(Tx tx, AccountMail kind, Account account, String page, OneTimeTokens.Issued issued) {
    tx.send(
        new SendAccountMail(
            UUID.randomUUID(),
            kind,
            account.email().value(),
            account.displayName().value(),
            link(account.is(AccountRole.CUSTOMER) ? "" : portal(account), page, issued.token()),
            null,
            issued.expiresAt()));
  }

  /** Sends a link to an address that may have no account. */
  public void invite(Tx tx, EmailAddress email, String restaurant, String token, Instant until) {
    tx.send(
        new SendAccountMail(
            UUID.randomUUID(),
            AccountMail.JOIN_STAFF,
            email.value(),
            email.value(),
            link("/restaurant", "staff-invitation", token),
            restaurant,
            until));
  }

  private static String portal(Account account) {
    if (account.is(AccountRole.RESTAURANT)) {
      return "/restaurant";
    }
    return account.is(AccountRole.DRIVER) ? "/driver" : "/admin";
  }

  /** The token has only characters that a URL takes as they are. */
  private String link(String portal, String page, String token) {
    return publicUrl + portal + "/" + page + "?token=" + token;
  }
}
