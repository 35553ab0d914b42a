package dev.dizhtime.portal.restaurant;

import dev.dizhtime.portal.design.Exchange;
import dev.dizhtime.portal.design.api.ApiProblem;
import dev.dizhtime.portal.design.api.ApiProblemException;
import dev.dizhtime.portal.design.api.ApiRequest;
import dev.dizhtime.portal.design.view.View;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Who works at a restaurant: invited by its owners, removed by them or by themselves. */
final class StaffPages {
  static final View STAFF = View.page("restaurant/templates/staff");

  private static final List<String> ROLES = List.of("kitchen", "manager", "owner");

  /** Somebody who works there. */
  record Member(UUID userId, String email, String displayName, String role, Instant since) {}

  /** An address that may join. */
  record Invitation(UUID invitationId, String email, String role, Instant expiresAt) {}

  /** All of them. */
  record Staff(List<Member> staff, List<Invitation> invitations) {}

  void show(Exchange exchange) {
    show(exchange, 200, "", ROLES.getFirst(), null);
  }

  void invite(Exchange exchange) {
    String email = exchange.form("email").orElse("");
    String role = exchange.form("role").filter(ROLES::contains).orElse(ROLES.getFirst());
    try {
      exchange.api(
          ApiRequest.post(api(exchange) + "/staff", Map.of("email", email, "role", role)),
          Void.class);
    } catch (ApiProblemException e) {
      if (!e.problem().forTheForm() || e.problem().status() == 404) {
        throw e;
      }
      show(exchange, e.problem().status(), email, role, e.problem());
      return;
    }
    back(exchange);
  }

  void remove(Exchange exchange) {
    UUID whom = exchange.pathId("userId");
    exchange.api(ApiRequest.delete(api(exchange) + "/staff/" + whom), Void.class);
    if (whom.equals(self(exchange))) {
      // There is nothing to see for them at this restaurant any more.
      exchange.redirect("/restaurant/restaurants");
    } else {
      back(exchange);
    }
  }

  void withdraw(Exchange exchange) {
    exchange.api(
        ApiRequest.delete(api(exchange) + "/staff-invitations/" + exchange.pathId("invitationId")),
        Void.class);
    back(exchange);
  }

  private static void show(
      Exchange exchange, int status, String email, String role, ApiProblem problem) {
    Staff staff = exchange.api(ApiRequest.get(api(exchange) + "/staff"), Staff.class);
    Map<String, Object> model = new HashMap<>();
    model.put("page", page(exchange));
    model.put("staff", staff.staff());
    model.put("invitations", staff.invitations());
    model.put("roles", ROLES);
    model.put("email", email);
    model.put("role", role);
    model.put("emailError", problem == null ? null : problem.errorOf("email").orElse(null));
    model.put("problem", problem);
    model.put("self", self(exchange));
    exchange.show(status, STAFF, model);
  }

  private static UUID self(Exchange exchange) {
    return UUID.fromString(exchange.login().orElseThrow().userId());
  }

  private static void back(Exchange exchange) {
    exchange.redirect(page(exchange));
  }

  private static String page(Exchange exchange) {
    return "/restaurant/restaurants/" + exchange.pathId("restaurantId") + "/staff";
  }

  private static String api(Exchange exchange) {
    return "/api/auth/restaurants/" + exchange.pathId("restaurantId");
  }
}
