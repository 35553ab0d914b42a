package dev.dizhtime.local.access;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dizhtime.local.platform.Part;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * An operation as its service's document describes it.
 *
 * @param roles of which a caller needs one; none for no matter which
 * @param scopes of which a client's token needs one
 * @param needsToken whether strangers are refused
 * @param pathParameters what the path has to be filled with
 */
record Described(
    Part part,
    String operationId,
    String method,
    String path,
    Set<String> roles,
    Set<String> scopes,
    boolean needsToken,
    List<String> pathParameters,
    JsonNode operation,
    Schemas schemas) {

  boolean changesSomething() {
    return !method.equals("GET");
  }

  /** Whether it is reached through the gateway, or at the service alone. */
  boolean routed() {
    return path.startsWith("/api/");
  }

  /** Of the body that it takes. */
  Optional<JsonNode> requestSchema() {
    return json(operation.path("requestBody"));
  }

  /** Of what it answers with that status; empty when that is no JSON. */
  Optional<JsonNode> responseSchema(int status) {
    return json(schemas.resolved(operation.path("responses").path(Integer.toString(status))));
  }

  private Optional<JsonNode> json(JsonNode carrier) {
    var schema = carrier.path("content").path("application/json").path("schema");
    return schema.isMissingNode() ? Optional.empty() : Optional.of(schema);
  }

  @Override
  public String toString() {
    return operationId + " (" + method + " " + path + ")";
  }
}
