package dev.dizhtime.auth.staff;

import dev.dizhtime.auth.audit.SecurityLog;
import dev.dizhtime.auth.model.SecurityEvent;
import dev.dizhtime.auth.model.SecurityEvent.Kind;
import dev.dizhtime.contracts.RestaurantId;
import dev.dizhtime.contracts.UserId;
import dev.dizhtime.contracts.restaurant.StaffRole;
import dev.dizhtime.runtime.http.Problem;
import dev.dizhtime.runtime.postgres.Tx;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** The staff of restaurants. */
final class Roster {
  /** Staff and invitations of one restaurant. */
  static final int MAX_PER_RESTAURANT = 50;

  /** Restaurants that one account works at; each is a line in its tokens. */
  static final int MAX_PER_ACCOUNT = 20;

  record Member(UUID userId, String email, String displayName, String role, Instant since) {}

  record Invitation(UUID invitationId, String email, String role, Instant expiresAt) {}

  private Roster() {}

  static List<Member> members(Tx tx, RestaurantId restaurantId) {
    List<Member> members = new ArrayList<>();
    tx.execute(
            """
            SELECT s.user_id, a.email, a.display_name, s.role, s.since
            FROM staff s JOIN account a USING (user_id)
            WHERE s.restaurant_id = $1 ORDER BY s.since, s.user_id
            """,
            restaurantId.value())
        .forEach(
            row ->
                members.add(
                    new Member(
                        row.getUUID("user_id"),
                        row.getString("email"),
                        row.getString("display_name"),
                        StaffRole.valueOf(row.getString("role")).wireName(),
                        row.getOffsetDateTime("since").toInstant())));
    return members;
  }

  static List<Invitation> invitations(Tx tx, RestaurantId restaurantId) {
    List<Invitation> invitations = new ArrayList<>();
    tx.execute(
            """
            SELECT invitation_id, email, role, expires_at FROM staff_invitation
            WHERE restaurant_id = $1 AND expires_at > clock_timestamp()
            ORDER BY expires_at, invitation_id
            """,
            restaurantId.value())
        .forEach(
            row ->
                invitations.add(
                    new Invitation(
                        row.getUUID("invitation_id"),
                        row.getString("email"),
                        StaffRole.valueOf(row.getString("role")).wireName(),
                        row.getOffsetDateTime("expires_at").toInstant())));
    return invitations;
  }

  /** Puts somebody on the staff, or gives them another role. */
  static void add(Tx tx, RestaurantId restaurantId, UserId userId, StaffRole role) {
    tx.update(
        """
        INSERT INTO staff (restaurant_id, user_id, role) VALUES ($1, $2, $3)
        ON CONFLICT (restaurant_id, user_id) DO UPDATE SET role = excluded.role
        """,
        restaurantId.value(),
        userId.value(),
        role);
    int restaurants =
        tx.first("SELECT count(*)::int AS n FROM staff WHERE user_id = $1", userId.value())
            .orElseThrow()
            .getInteger("n");
    if (restaurants > MAX_PER_ACCOUNT) {
      throw Problem.conflict(
              "too-many-restaurants",
              "Nobody can be on the staff of more than %d restaurants".formatted(MAX_PER_ACCOUNT))
          .exception();
    }
    SecurityLog.record(
        tx,
        SecurityEvent.of(Kind.STAFF_JOINED, userId).with(role.wireName() + " at " + restaurantId));
  }

  /** Takes somebody off it; false when they are not on it. */
  static boolean remove(Tx tx, RestaurantId restaurantId, UserId userId, UserId by) {
    boolean removed =
        tx.update(
                "DELETE FROM staff WHERE restaurant_id = $1 AND user_id = $2",
                restaurantId.value(),
                userId.value())
            == 1;
    if (removed) {
      SecurityLog.record(
          tx,
          SecurityEvent.of(Kind.STAFF_REMOVED, userId)
              .by(by.equals(userId) ? null : by)
              .with("at " + restaurantId));
    }
    return removed;
  }

  static boolean isOwner(Tx tx, RestaurantId restaurantId, UserId userId) {
    return tx.first(
            "SELECT FROM staff WHERE restaurant_id = $1 AND user_id = $2 AND role = 'OWNER'",
            restaurantId.value(),
            userId.value())
        .isPresent();
  }
}
