package dev.dizhtime.auth.oidc.http;

import com.nimbusds.oauth2.sdk.ErrorObject;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.TokenErrorResponse;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import dev.dizhtime.auth.oidc.protocol.Addresses;
import dev.dizhtime.auth.oidc.protocol.Refusal;
import dev.dizhtime.runtime.Transience;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An endpoint that clients call themselves: a form in, JSON out. */
final class BackChannel {
  private static final Logger LOG = LoggerFactory.getLogger(BackChannel.class);
  private static final int UNAUTHORIZED = 401;

  private BackChannel() {}

  /** What is done with a request. */
  @FunctionalInterface
  interface Endpoint {
    HTTPResponse answer(HTTPRequest request) throws Exception;
  }

  static Handler<RoutingContext> handler(Addresses addresses, String path, Endpoint endpoint) {
    return routing -> {
      HTTPResponse response;
      try {
        response = endpoint.answer(request(routing, addresses, path));
      } catch (Refusal e) {
        response = error(e.error());
      } catch (ParseException e) {
        response =
            error(e.getErrorObject() == null ? OAuth2Error.INVALID_REQUEST : e.getErrorObject());
      } catch (Exception e) {
        response = failure(path, e);
      }
      send(routing, response);
    };
  }

  private static HTTPRequest request(RoutingContext routing, Addresses addresses, String path)
      throws ParseException {
    var from = routing.request();
    HTTPRequest request =
        new HTTPRequest(HTTPRequest.Method.valueOf(from.method().name()), addresses.of(path));
    String type = from.getHeader("content-type");
    if (type != null) {
      request.setContentType(type);
    }
    String authorization = from.getHeader("authorization");
    if (authorization != null) {
      request.setAuthorization(authorization);
    }
    String body = routing.body().asString();
    if (body != null) {
      request.setBody(body);
    }
    return request;
  }

  private static HTTPResponse error(ErrorObject error) {
    // Some errors are the library's for a browser that is sent back; here nobody is sent anywhere.
    boolean forBrowsers = error.getHTTPStatusCode() == HTTPResponse.SC_FOUND;
    HTTPResponse response =
        new TokenErrorResponse(
                forBrowsers ? error.setHTTPStatusCode(HTTPResponse.SC_BAD_REQUEST) : error)
            .toHTTPResponse();
    if (response.getStatusCode() == UNAUTHORIZED) {
      response.setWWWAuthenticate("Basic realm=\"dizhtime\"");
    }
    return response;
  }

  private static HTTPResponse failure(String path, Exception e) {
    if (Transience.isTransient(e)) {
      LOG.warn("{} not available: {}", path, e.getMessage());
      return error(
          OAuth2Error.TEMPORARILY_UNAVAILABLE.setHTTPStatusCode(
              HTTPResponse.SC_SERVICE_UNAVAILABLE));
    }
    LOG.error("{} failed", path, e);
    return error(OAuth2Error.SERVER_ERROR);
  }

  static void send(RoutingContext routing, HTTPResponse from) {
    var response = routing.response().setStatusCode(from.getStatusCode());
    for (Map.Entry<String, List<String>> header : from.getHeaderMap().entrySet()) {
      response.putHeader(header.getKey(), header.getValue());
    }
    response.putHeader("cache-control", "no-store");
    if (from.getBody() == null) {
      response.end();
    } else {
      response.end(from.getBody());
    }
  }
}
