package dev.dizhtime.auth.staff;

import dev.dizhtime.auth.http.AuthHttp;
import dev.dizhtime.auth.model.EmailAddress;
import dev.dizhtime.contracts.RestaurantId;
import dev.dizhtime.contracts.UserId;
import dev.dizhtime.contracts.restaurant.StaffRole;
import dev.dizhtime.runtime.http.Api;
import dev.dizhtime.runtime.http.Call;
import dev.dizhtime.runtime.http.Problem;
import dev.dizhtime.runtime.http.Reply;
import dev.dizhtime.runtime.postgres.Postgres;
import dev.dizhtime.runtime.postgres.Tx;
import dev.dizhtime.runtime.security.Role;
import java.util.List;
import java.util.UUID;

/** What owners do about their staff, and what the invited do. */
public final class StaffHttp {
  private final Postgres postgres;
  private final Invitations invitations;

  private record InvitationRequest(String email, String role) {}

  private record StaffList(List<Roster.Member> staff, List<Roster.Invitation> invitations) {}

  /** Never prints. */
  private record Acceptance(String token) {
    @Override
    public String toString() {
      return "Acceptance[***]";
    }
  }

  public StaffHttp(Postgres postgres, Invitations invitations) {
    this.postgres = postgres;
    this.invitations = invitations;
  }

  /** Binds the operations. */
  public Api bind(Api api) {
    return api.operation("listStaff", this::list)
        .operation("inviteStaff", this::invite)
        .operation("withdrawStaffInvitation", this::withdraw)
        .operation("removeStaff", this::remove)
        .operation("acceptStaffInvitation", this::accept);
  }

  private Reply list(Call call) throws Exception {
    RestaurantId restaurant = restaurant(call);
    return postgres.inTransaction(
        tx -> {
          owned(tx, call, restaurant);
          return Reply.ok(
              new StaffList(Roster.members(tx, restaurant), Roster.invitations(tx, restaurant)));
        });
  }

  private Reply invite(Call call) throws Exception {
    RestaurantId restaurant = restaurant(call);
    InvitationRequest body = call.body(InvitationRequest.class);
    EmailAddress email = AuthHttp.accept("email", body.email(), EmailAddress::of);
    StaffRole role =
        StaffRole.of(body.role())
            .orElseThrow(() -> Problem.unacceptable("role", "is not known").exception());
    Roster.Invitation invitation =
        postgres.inTransaction(
            tx -> {
              var known = owned(tx, call, restaurant);
              return invitations.invite(
                  tx, restaurant, known.name(), email, role, call.caller().userId());
            });
    return Reply.created("/api/auth/restaurants/" + restaurant + "/staff", invitation);
  }

  private Reply withdraw(Call call) throws Exception {
    RestaurantId restaurant = restaurant(call);
    UUID id = call.pathId("invitationId", each -> each);
    return postgres.inTransaction(
        tx -> {
          owned(tx, call, restaurant);
          if (!Invitations.withdraw(tx, restaurant, id)) {
            throw Problem.notFound("invitation", id).exception();
          }
          return Reply.noContent();
        });
  }

  /** Owners remove anybody; everybody may leave. */
  private Reply remove(Call call) throws Exception {
    RestaurantId restaurant = restaurant(call);
    UserId userId = call.pathId("userId", UserId::new);
    UserId caller = call.caller().userId();
    return postgres.inTransaction(
        tx -> {
          if (!caller.equals(userId)) {
            owned(tx, call, restaurant);
          }
          if (!Roster.remove(tx, restaurant, userId, caller)) {
            throw Problem.notFound("member of the staff", userId).exception();
          }
          return Reply.noContent();
        });
  }

  private Reply accept(Call call) throws Exception {
    return Reply.ok(
        invitations.accept(call.caller().userId(), call.body(Acceptance.class).token()));
  }

  /** The restaurant, if its staff is the caller's to manage; else there is none. */
  private static KnownRestaurants.Known owned(Tx tx, Call call, RestaurantId id) {
    UserId caller = call.caller().userId();
    return KnownRestaurants.lock(tx, id)
        .filter(
            known ->
                known.ownerId().equals(caller)
                    || call.callerIs(Role.ADMIN)
                    || Roster.isOwner(tx, id, caller))
        .orElseThrow(() -> Problem.notFound("restaurant", id).exception());
  }

  private static RestaurantId restaurant(Call call) {
    return call.pathId("restaurantId", RestaurantId::new);
  }
}
