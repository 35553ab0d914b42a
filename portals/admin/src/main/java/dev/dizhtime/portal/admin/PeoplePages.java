package dev.dizhtime.portal.admin;

import dev.dizhtime.portal.design.Exchange;
import dev.dizhtime.portal.design.SecurityEventPages;
import dev.dizhtime.portal.design.api.ApiProblemException;
import dev.dizhtime.portal.design.api.ApiRequest;
import dev.dizhtime.portal.design.view.View;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** People's accounts: found by their address, with what happened to them. */
final class PeoplePages {
  static final View LIST = View.page("admin/templates/people");
  static final View PERSON = View.page("admin/templates/person");

  private static final String API = "/api/auth/accounts";
  private static final String PATH = "/admin/people";
  private static final List<String> ROLES =
      List.of("customer", "restaurant", "driver", "support", "admin");
  private static final List<String> DONE = List.of("sessions", "roles");

  /** An account, as auth tells those who help its owner. */
  record Person(
      UUID userId,
      String email,
      String displayName,
      List<String> roles,
      boolean emailVerified,
      boolean secondFactor,
      Instant registeredAt,
      Instant deletionAt) {}

  void list(Exchange exchange) {
    list(exchange, 200, "", null);
  }

  /** By a form that is sent, not by an address: mail addresses are for no log. */
  void find(Exchange exchange) {
    String email = exchange.form("email").orElse("");
    Person found;
    try {
      found = exchange.api(ApiRequest.post(API + "/search", Map.of("email", email)), Person.class);
    } catch (ApiProblemException e) {
      int status = e.problem().status();
      Optional<String> wrong = e.problem().errorOf("email");
      if (status != 404 && wrong.isEmpty()) {
        throw e;
      }
      list(exchange, status, email, wrong.orElse(e.problem().detail()));
      return;
    }
    exchange.redirect(PATH + "/" + found.userId());
  }

  private static void list(Exchange exchange, int status, String email, String emailError) {
    Map<String, Object> model = new HashMap<>();
    model.put("email", email);
    model.put("emailError", emailError);
    events(exchange, null, model);
    exchange.show(status, LIST, model);
  }

  void show(Exchange exchange) {
    UUID id = exchange.pathId("userId");
    Map<String, Object> model = new HashMap<>();
    model.put("person", exchange.api(ApiRequest.get(API + "/" + id), Person.class));
    model.put("roles", ROLES);
    model.put("mayAct", Allowed.admin(exchange));
    model.put("done", exchange.query("done").filter(DONE::contains).orElse(null));
    events(exchange, id.toString(), model);
    exchange.show(PERSON, model);
  }

  private static void events(Exchange exchange, String userId, Map<String, Object> model) {
    SecurityEventPages.read(
        exchange, ApiRequest.get("/api/auth/security-events/all").with("userId", userId), model);
  }

  void endSessions(Exchange exchange) {
    UUID id = exchange.pathId("userId");
    Asked.confirmed(exchange);
    exchange.api(ApiRequest.delete(API + "/" + id + "/sessions"), Void.class);
    exchange.redirect(PATH + "/" + id + "?done=sessions");
  }

  void setRoles(Exchange exchange) {
    UUID id = exchange.pathId("userId");
    Asked.confirmed(exchange);
    List<String> wanted = ROLES.stream().filter(exchange.formAll("role")::contains).toList();
    if (wanted.isEmpty()) {
      throw Asked.wrong("asked.role", "role");
    }
    exchange.api(ApiRequest.put(API + "/" + id + "/roles", Map.of("roles", wanted)), Void.class);
    exchange.redirect(PATH + "/" + id + "?done=roles");
  }
}
