package dev.dizhtime.auth.persistence;

import dev.dizhtime.auth.model.Account;
import dev.dizhtime.auth.model.AccountRole;
import dev.dizhtime.auth.model.DisplayName;
import dev.dizhtime.auth.model.EmailAddress;
import dev.dizhtime.auth.model.Standing;
import dev.dizhtime.contracts.UserId;
import dev.dizhtime.runtime.postgres.Tx;
import io.vertx.sqlclient.Row;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** Reads accounts out of rows. */
public final class AccountRows {
  /** The columns that {@link #read} needs, of the table named or aliased {@code account}. */
  public static final String COLUMNS =
      """
      account.user_id, account.email, account.display_name, account.roles, account.registered_at,
      account.email_verified_at IS NOT NULL AS email_verified,
      EXISTS (SELECT FROM second_factor f
              WHERE f.user_id = account.user_id AND f.confirmed_at IS NOT NULL) AS second_factor\
      """;

  private AccountRows() {}

  /** The account of a row. */
  public static Account read(Row row) {
    return new Account(
        new UserId(row.getUUID("user_id")),
        new EmailAddress(row.getString("email")),
        new DisplayName(row.getString("display_name")),
        Arrays.stream(row.getArrayOfStrings("roles"))
            .map(AccountRole::of)
            .collect(Collectors.toSet()),
        row.getOffsetDateTime("registered_at").toInstant(),
        new Standing(row.getBoolean("email_verified"), row.getBoolean("second_factor")));
  }

  /** The account of an id. */
  public static Optional<Account> find(Tx tx, UserId userId) {
    return tx.first(
            "SELECT " + COLUMNS + " FROM account WHERE account.user_id = $1", userId.value())
        .map(AccountRows::read);
  }

  /** The account of an address. */
  public static Optional<Account> find(Tx tx, EmailAddress email) {
    return tx.first("SELECT " + COLUMNS + " FROM account WHERE account.email = $1", email.value())
        .map(AccountRows::read);
  }
}
