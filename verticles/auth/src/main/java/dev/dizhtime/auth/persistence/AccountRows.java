package dev.dizhtime.auth.persistence;

import dev.dizhtime.auth.audit.SecurityLog;
import dev.dizhtime.auth.model.Account;
import dev.dizhtime.auth.model.AccountRole;
import dev.dizhtime.auth.model.DisplayName;
import dev.dizhtime.auth.model.EmailAddress;
import dev.dizhtime.auth.model.SecurityEvent;
import dev.dizhtime.auth.model.Standing;
import dev.dizhtime.auth.usecase.Recognized;
import dev.dizhtime.contracts.RestaurantId;
import dev.dizhtime.contracts.UserId;
import dev.dizhtime.contracts.restaurant.StaffRole;
import dev.dizhtime.runtime.postgres.Tx;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Reads accounts out of rows. */
public final class AccountRows {
  /** The columns that {@link #read} needs, of the table named or aliased {@code account}. */
  public static final String COLUMNS =
      """
      account.user_id, account.email, account.display_name, account.roles, account.registered_at,
      account.email_verified_at IS NOT NULL AS email_verified,
      EXISTS (SELECT FROM second_factor f
              WHERE f.user_id = account.user_id AND f.confirmed_at IS NOT NULL) AS second_factor,
      (SELECT jsonb_object_agg(s.restaurant_id, s.role)
       FROM staff s WHERE s.user_id = account.user_id) AS staff\
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
        new Standing(
            row.getBoolean("email_verified"),
            row.getBoolean("second_factor"),
            staff(row.getJsonObject("staff"))));
  }

  private static Map<RestaurantId, StaffRole> staff(JsonObject roles) {
    Map<RestaurantId, StaffRole> staff = new HashMap<>();
    if (roles != null) {
      for (String restaurant : roles.fieldNames()) {
        staff.put(
            new RestaurantId(UUID.fromString(restaurant)),
            StaffRole.valueOf(roles.getString(restaurant)));
      }
    }
    return staff;
  }

  /** Sets an account's roles, keeps who did it, and tells the others. */
  public static Account setRoles(Tx tx, Account account, Set<AccountRole> roles, UserId by) {
    Account changed =
        new Account(
            account.userId(),
            account.email(),
            account.displayName(),
            roles,
            account.registeredAt(),
            account.standing());
    tx.update(
        "UPDATE account SET roles = $2 WHERE user_id = $1",
        account.userId().value(),
        changed.roleNames().toArray(String[]::new));
    tx.send(changed.registered());
    SecurityLog.record(
        tx,
        SecurityEvent.of(SecurityEvent.Kind.ROLES_CHANGED, account.userId())
            .by(by)
            .with(String.join(", ", changed.roleNames())));
    return changed;
  }

  /**
   * Keeps everybody else from changing an account, and log-ins from beginning a session of it,
   * until the transaction ends. A statement of its own: only the next one sees what those changed
   * who held it before.
   */
  public static void hold(Tx tx, UserId userId) {
    tx.first("SELECT FROM account WHERE user_id = $1 FOR NO KEY UPDATE", userId.value());
  }

  /** Keeps everybody from changing an account until the transaction ends, but not other log-ins. */
  public static void holdForSession(Tx tx, UserId userId) {
    tx.first("SELECT FROM account WHERE user_id = $1 FOR SHARE", userId.value());
  }

  /**
   * The account as it is, which stays so until the transaction ends; empty when the password that
   * was shown has been changed since, or a second factor has been added that nobody asked for.
   */
  public static Optional<Account> stillGood(Tx tx, Recognized who) {
    UserId userId = who.account().userId();
    holdForSession(tx, userId);
    return find(tx, userId)
        .filter(
            account ->
                who.account().standing().secondFactor() || !account.standing().secondFactor())
        .filter(
            _ ->
                who.passwordChangedAt().isEmpty()
                    || who.passwordChangedAt().equals(passwordChangedAt(tx, userId)));
  }

  /** Since when an account has its password. */
  public static Optional<Instant> passwordChangedAt(Tx tx, UserId userId) {
    return tx.first("SELECT changed_at FROM credential WHERE user_id = $1", userId.value())
        .map(row -> row.getOffsetDateTime("changed_at").toInstant());
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
