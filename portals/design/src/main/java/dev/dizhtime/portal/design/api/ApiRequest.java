package dev.dizhtime.portal.design.api;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One request to the platform's API.
 *
 * @param method GET, POST, PUT or DELETE
 * @param path absolute, e.g. {@code /api/orders}; ids in it are UUIDs, so nothing needs escaping
 * @param query parameters, not yet escaped; empty ones are left out
 * @param body what is sent as JSON, or null
 * @param headers besides those that every request carries
 */
public record ApiRequest(
    String method,
    String path,
    Map<String, String> query,
    Object body,
    Map<String, String> headers) {

  public ApiRequest {
    query = Map.copyOf(query);
    headers = Map.copyOf(headers);
  }

  /** Reads something. */
  public static ApiRequest get(String path) {
    return new ApiRequest("GET", path, Map.of(), null, Map.of());
  }

  /** Does something that needs no body. */
  public static ApiRequest post(String path) {
    return new ApiRequest("POST", path, Map.of(), null, Map.of());
  }

  /** Does something. */
  public static ApiRequest post(String path, Object body) {
    return new ApiRequest("POST", path, Map.of(), body, Map.of());
  }

  /** Takes something away. */
  public static ApiRequest delete(String path) {
    return new ApiRequest("DELETE", path, Map.of(), null, Map.of());
  }

  /** Sets something to a value. */
  public static ApiRequest put(String path, Object body) {
    return new ApiRequest("PUT", path, Map.of(), body, Map.of());
  }

  /** This request with one more query parameter; none when the value is null or blank. */
  public ApiRequest with(String name, String value) {
    return value == null || value.isBlank()
        ? this
        : new ApiRequest(method, path, added(query, name, value), body, headers);
  }

  /** This request with one more header. */
  public ApiRequest header(String name, String value) {
    return new ApiRequest(method, path, query, body, added(headers, name, value));
  }

  private static Map<String, String> added(Map<String, String> map, String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(map);
    more.put(name, value);
    return more;
  }
}
