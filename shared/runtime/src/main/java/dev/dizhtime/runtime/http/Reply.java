package dev.dizhtime.runtime.http;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An operation's answer.
 *
 * @param status the HTTP status
 * @param body becomes JSON; null for none
 * @param headers beside the usual ones
 */
public record Reply(int status, Object body, Map<String, String> headers) {
  public Reply {
    headers = Map.copyOf(headers);
  }

  /** 200 with a body. */
  public static Reply ok(Object body) {
    return new Reply(200, body, Map.of());
  }

  /** 201 with a body and where the new thing is. */
  public static Reply created(String location, Object body) {
    return new Reply(201, body, Map.of("location", location));
  }

  /** 202: it will be done. */
  public static Reply accepted(Object body) {
    return new Reply(202, body, Map.of());
  }

  /** 204. */
  public static Reply noContent() {
    return new Reply(204, null, Map.of());
  }

  /** The same answer with one more header. */
  public Reply with(String header, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(header, value);
    return new Reply(status, body, more);
  }
}
