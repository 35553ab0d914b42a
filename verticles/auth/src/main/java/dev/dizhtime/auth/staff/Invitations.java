package dev.dizhtime.auth.staff;

import dev.dizhtime.auth.audit.SecurityLog;
import dev.dizhtime.auth.model.Account;
import dev.dizhtime.auth.model.AccountRole;
import dev.dizhtime.auth.model.EmailAddress;
import dev.dizhtime.auth.model.SecurityEvent;
import dev.dizhtime.auth.model.SecurityEvent.Kind;
import dev.dizhtime.auth.persistence.AccountRows;
import dev.dizhtime.auth.recovery.AccountMails;
import dev.dizhtime.auth.recovery.MailAllowance;
import dev.dizhtime.auth.usecase.RefreshTokens;
import dev.dizhtime.contracts.RestaurantId;
import dev.dizhtime.contracts.UserId;
import dev.dizhtime.contracts.restaurant.StaffRole;
import dev.dizhtime.runtime.http.Problem;
import dev.dizhtime.runtime.http.ProblemException;
import dev.dizhtime.runtime.postgres.Postgres;
import dev.dizhtime.runtime.postgres.Tx;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Invitations to join the staff of a restaurant. */
public final class Invitations {
  /** How long one is good. */
  static final Duration LIFE = Duration.ofDays(7);

  private static final int RETRY_SECONDS = 3_600;

  private final Postgres postgres;
  private final RefreshTokens random;
  private final AccountMails mails;

  /** What somebody has joined. */
  record Joined(RestaurantId restaurantId, String role) {}

  public Invitations(Postgres postgres, RefreshTokens random, AccountMails mails) {
    this.postgres = postgres;
    this.random = random;
    this.mails = mails;
  }

  /** Invites an address; an invitation that it has from the restaurant is replaced. */
  Roster.Invitation invite(
      Tx tx, RestaurantId id, String name, EmailAddress email, StaffRole role, UserId by) {
    refuseTooMany(tx, id, email);
    if (!MailAllowance.take(tx, email, "JOIN_STAFF")) {
      throw Problem.tooMany("This address has had enough mails in an hour", RETRY_SECONDS)
          .exception();
    }
    String token = random.next();
    UUID invitationId = UUID.randomUUID();
    Instant expiresAt =
        tx.first(
                """
                INSERT INTO staff_invitation
                  (invitation_id, token_hash, restaurant_id, email, role, invited_by, expires_at)
                VALUES ($1, $2, $3, $4, $5, $6, clock_timestamp() + make_interval(secs => $7))
                ON CONFLICT (restaurant_id, email) DO UPDATE SET
                  invitation_id = excluded.invitation_id, token_hash = excluded.token_hash,
                  role = excluded.role, invited_by = excluded.invited_by,
                  expires_at = excluded.expires_at
                RETURNING expires_at
                """,
                invitationId,
                hash(token),
                id.value(),
                email.value(),
                role,
                by.value(),
                (double) LIFE.toSeconds())
            .orElseThrow()
            .getOffsetDateTime("expires_at")
            .toInstant();
    mails.invite(tx, email, name, token, expiresAt);
    SecurityLog.record(
        tx, SecurityEvent.of(Kind.STAFF_INVITED, by).with(role.wireName() + " at " + id));
    return new Roster.Invitation(invitationId, email.value(), role.wireName(), expiresAt);
  }

  private static void refuseTooMany(Tx tx, RestaurantId id, EmailAddress email) {
    int there =
        tx.first(
                """
                SELECT (SELECT count(*) FROM staff WHERE restaurant_id = $1)::int
                  + (SELECT count(*) FROM staff_invitation
                     WHERE restaurant_id = $1 AND email <> $2)::int AS n
                """,
                id.value(),
                email.value())
            .orElseThrow()
            .getInteger("n");
    if (there >= Roster.MAX_PER_RESTAURANT) {
      throw Problem.conflict(
              "too-many-staff",
              "A restaurant has up to %d people and invitations"
                  .formatted(Roster.MAX_PER_RESTAURANT))
          .exception();
    }
  }

  /** Takes one back; false when there is none. */
  static boolean withdraw(Tx tx, RestaurantId id, UUID invitationId) {
    return tx.update(
            "DELETE FROM staff_invitation WHERE invitation_id = $1 AND restaurant_id = $2",
            invitationId,
            id.value())
        == 1;
  }

  /**
   * Puts the account on the staff. The invitation is for its address and no other, so a mail that
   * was handed on invites nobody else.
   *
   * @throws ProblemException 422 when the token is not good for the account
   */
  Joined accept(UserId userId, String token) throws Exception {
    return postgres.inTransaction(
        tx -> {
          Account account =
              AccountRows.find(tx, userId)
                  .orElseThrow(() -> Problem.notFound("user", userId).exception());
          Row row = use(tx, token, account.email()).orElseThrow(Invitations::badToken);
          RestaurantId id = new RestaurantId(row.getUUID("restaurant_id"));
          StaffRole role = StaffRole.valueOf(row.getString("role"));
          KnownRestaurants.lock(tx, id).orElseThrow(Invitations::badToken);
          Roster.add(tx, id, userId, role);
          giveRole(tx, account);
          return new Joined(id, role.wireName());
        });
  }

  private Optional<Row> use(Tx tx, String token, EmailAddress email) {
    return tx.first(
        """
        DELETE FROM staff_invitation
        WHERE token_hash = $1 AND email = $2 AND expires_at > clock_timestamp()
        RETURNING restaurant_id, role
        """,
        hash(token),
        email.value());
  }

  /** Restaurants' operations want the role; what one may do at each is another question. */
  private static void giveRole(Tx tx, Account invited) {
    tx.update(
        """
        UPDATE account SET email_verified_at = coalesce(email_verified_at, clock_timestamp())
        WHERE user_id = $1
        """,
        invited.userId().value());
    // As it is now that we hold it: nobody gets a role back that was taken from them meanwhile.
    Account account = AccountRows.find(tx, invited.userId()).orElseThrow();
    if (!account.is(AccountRole.RESTAURANT)) {
      Set<AccountRole> roles = new HashSet<>(account.roles());
      roles.add(AccountRole.RESTAURANT);
      AccountRows.setRoles(tx, account, roles, null);
    }
  }

  private static ProblemException badToken() {
    return Problem.unacceptable(
            "token",
            "is not good, or no longer, or not for the address that you are logged in with")
        .exception();
  }

  private Buffer hash(String token) {
    return Buffer.buffer(random.hash(token).bytes());
  }
}
