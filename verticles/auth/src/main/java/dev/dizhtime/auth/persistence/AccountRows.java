package dev.dizhtime.auth.persistence;

import dev.dizhtime.auth.model.Account;
import dev.dizhtime.auth.model.AccountRole;
import dev.dizhtime.auth.model.DisplayName;
import dev.dizhtime.auth.model.EmailAddress;
import dev.dizhtime.contracts.UserId;
import io.vertx.sqlclient.Row;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Reads accounts out of rows. */
final class AccountRows {
  /** The columns that {@link #read} needs, of the table named or aliased {@code account}. */
  static final String COLUMNS =
      "account.user_id, account.email, account.display_name, account.roles, account.registered_at";

  private AccountRows() {}

  static Account read(Row row) {
    return new Account(
        new UserId(row.getUUID("user_id")),
        new EmailAddress(row.getString("email")),
        new DisplayName(row.getString("display_name")),
        Arrays.stream(row.getArrayOfStrings("roles"))
            .map(AccountRole::of)
            .collect(Collectors.toSet()),
        row.getOffsetDateTime("registered_at").toInstant());
  }
}
