package dev.dizhtime.auth.recovery;

import dev.dizhtime.auth.model.Account;
import dev.dizhtime.auth.model.AccountRole;
import dev.dizhtime.auth.model.EmailAddress;
import dev.dizhtime.auth.persistence.AccountRows;
import dev.dizhtime.contracts.user.AccountMail;
import dev.dizhtime.contracts.user.SendAccountMail;
import dev.dizhtime.runtime.postgres.Tx;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Has people written to about their accounts.
 *
 * @param publicUrl where the portals are reached from outside, without a slash at the end
 */
public record AccountMails(String publicUrl) {
  private static final String RESTAURANTS = "/restaurant";
  private static final String INVITATION = "staff-invitation";

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
            null,
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
            link(portal(account), page, issued.token()),
            null,
            null,
            issued.expiresAt()));
  }

  /** Sends the code that finishes a log-in. */
  public void code(Tx tx, Account account, String code, Instant until) {
    tx.send(
        new SendAccountMail(
            UUID.randomUUID(),
            AccountMail.LOG_IN_CODE,
            account.email().value(),
            account.displayName().value(),
            null,
            null,
            code,
            until));
  }

  /**
   * Sends a link to an address that may have no account. It opens the portal that its account can
   * log in to; without one, that of customers, which opens accounts.
   */
  public void invite(Tx tx, EmailAddress email, String restaurant, String token, Instant until) {
    Optional<Account> account = AccountRows.find(tx, email);
    tx.send(
        new SendAccountMail(
            UUID.randomUUID(),
            AccountMail.JOIN_STAFF,
            email.value(),
            account.map(known -> known.displayName().value()).orElse(email.value()),
            link(account.map(AccountMails::portal).orElse(""), INVITATION, token),
            restaurant,
            null,
            until));
  }

  private static String portal(Account account) {
    if (account.is(AccountRole.RESTAURANT)) {
      return RESTAURANTS;
    }
    if (account.is(AccountRole.CUSTOMER)) {
      return "";
    }
    return account.is(AccountRole.DRIVER) ? "/driver" : "/admin";
  }

  /** The token has only characters that a URL takes as they are. */
  private String link(String portal, String page, String token) {
    return publicUrl + portal + "/" + page + "?token=" + token;
  }
}
