package dev.dizhtime.runtime.http;

import dev.dizhtime.runtime.security.Caller;
import dev.dizhtime.runtime.security.Role;
import dev.dizhtime.runtime.security.TokenVerifier;
import io.opentelemetry.api.trace.Span;
import io.vertx.core.json.JsonArray;
import io.vertx.ext.web.RoutingContext;
import io.vertx.openapi.contract.OpenAPIContract;
import io.vertx.openapi.contract.Operation;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Lets a request through to an operation, or not, before anything else is looked at. */
final class Access {
  /** Where the caller is kept with the request. */
  static final String CALLER = "dizhtime.caller";

  private static final String BEARER = "Bearer ";

  private final OpenAPIContract contract;
  private final TokenVerifier verifier;

  Access(OpenAPIContract contract, TokenVerifier verifier) {
    this.contract = contract;
    this.verifier = verifier;
  }

  Access with(TokenVerifier given) {
    return new Access(contract, given);
  }

  void check(RoutingContext routing) {
    Operation operation =
        contract.findOperation(routing.normalizedPath(), routing.request().method());
    if (operation != null) {
      routing.put(HttpMeters.ROUTE, operation.getAbsoluteOpenAPIPath());
      Span.current().updateName(operation.getHttpMethod() + " " + operation.getOpenAPIPath());
    }
    Optional<String> token = token(routing);
    boolean nothingToCheck = token.isEmpty() || verifier == null;
    if (operation == null || (nothingToCheck && !needsToken(operation))) {
      routing.next();
      return;
    }
    if (token.isEmpty() || verifier == null) {
      Problems.send(routing, Problem.unauthorized("Send an access token as Authorization: Bearer"));
      return;
    }
    verifier
        .verify(token.get())
        .onSuccess(caller -> enter(routing, operation, caller))
        .onFailure(failure -> Problems.answer(routing, failure, 401));
  }

  private void enter(RoutingContext routing, Operation operation, Caller caller) {
    Set<String> roles = listed(operation, "x-roles");
    Set<String> has = caller.roles().stream().map(Role::wireName).collect(Collectors.toSet());
    if (!roles.isEmpty() && roles.stream().noneMatch(has::contains)) {
      Problems.send(routing, Problem.forbidden("This needs one of the roles " + roles));
      return;
    }
    Set<String> scopes = listed(operation, "x-scopes");
    if (caller.delegation().isPresent() && !caller.delegation().get().reaches(scopes)) {
      withoutScope(routing, operation, scopes);
      return;
    }
    Span.current().setAttribute("enduser.id", caller.userId().toString());
    routing.put(CALLER, caller);
    routing.next();
  }

  /** What is open to all is open to clients too, but to them as to strangers. */
  private void withoutScope(RoutingContext routing, Operation operation, Set<String> scopes) {
    if (!needsToken(operation)) {
      routing.next();
      return;
    }
    routing
        .response()
        .putHeader("www-authenticate", "Bearer error=\"insufficient_scope\"" + named(scopes));
    Problems.send(routing, Problem.forbidden("A client's token needs one of the scopes " + scopes));
  }

  private static Optional<String> token(RoutingContext routing) {
    return Optional.ofNullable(routing.request().getHeader("authorization"))
        .map(value -> value.startsWith(BEARER) ? value.substring(BEARER.length()).strip() : "-");
  }

  private boolean needsToken(Operation operation) {
    return operation.getSecurityRequirements().stream().anyMatch(each -> each.size() > 0);
  }

  private static String named(Set<String> scopes) {
    return scopes.isEmpty() ? "" : ", scope=\"" + String.join(" ", scopes) + '"';
  }

  private static Set<String> listed(Operation operation, String extension) {
    JsonArray listed = operation.getOpenAPIModel().getJsonArray(extension, new JsonArray());
    return listed.stream().map(String::valueOf).collect(Collectors.toCollection(TreeSet::new));
  }
}
