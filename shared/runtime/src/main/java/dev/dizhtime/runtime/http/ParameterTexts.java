package dev.dizhtime.runtime.http;

import io.vertx.core.Future;
import io.vertx.core.json.Json;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.openapi.router.RequestExtractor;
import io.vertx.json.schema.common.dsl.SchemaType;
import io.vertx.openapi.contract.Operation;
import io.vertx.openapi.contract.Parameter;
import io.vertx.openapi.validation.RequestParameter;
import io.vertx.openapi.validation.ValidatableRequest;
import io.vertx.openapi.validation.impl.RequestParameterImpl;
import io.vertx.openapi.validation.impl.ValidatableRequestImpl;
import java.util.HashMap;
import java.util.Map;

/**
 * Hands parameters to the validator so that a text stays a text. The validator reads a text
 * parameter as JSON, which takes {@code 1.5} for a number and refuses a quotation mark; written as
 * a JSON string it is what it was.
 */
final class ParameterTexts implements RequestExtractor {
  private final RequestExtractor extractor = RequestExtractor.withBodyHandler();

  @Override
  public Future<ValidatableRequest> extractValidatableRequest(
      RoutingContext routing, Operation operation) {
    return extractor
        .extractValidatableRequest(routing, operation)
        .map(request -> withTexts(request, operation));
  }

  private static ValidatableRequest withTexts(ValidatableRequest request, Operation operation) {
    Map<String, RequestParameter> headers = new HashMap<>(request.getHeaders());
    Map<String, RequestParameter> query = new HashMap<>(request.getQuery());
    for (Parameter parameter : operation.getParameters()) {
      if (parameter.getSchemaType() == SchemaType.STRING) {
        switch (parameter.getIn()) {
          case HEADER -> headers.computeIfPresent(parameter.getName(), (_, each) -> text(each));
          case QUERY -> query.computeIfPresent(parameter.getName(), (_, each) -> text(each));
          case PATH, COOKIE -> {}
        }
      }
    }
    return new ValidatableRequestImpl(
        request.getCookies(),
        headers,
        request.getPathParameters(),
        query,
        request.getBody(),
        request.getContentType());
  }

  private static RequestParameter text(RequestParameter parameter) {
    return parameter.isNull()
        ? parameter
        : new RequestParameterImpl(Json.encode(String.valueOf(parameter.get())));
  }
}
