package dev.dizhtime.gateway.proxy;

import dev.dizhtime.runtime.telemetry.RequestId;
import io.vertx.core.MultiMap;
import java.util.List;
import java.util.Map;

/**
 * What every answer carries. A service that says otherwise is believed: a portal knows best what
 * its pages load.
 */
public final class ResponseHeaders {
  private static final Map<String, String> SECURITY =
      Map.of(
          "x-content-type-options", "nosniff",
          "referrer-policy", "strict-origin-when-cross-origin",
          "content-security-policy", "frame-ancestors 'none'",
          "cross-origin-opener-policy", "same-origin",
          "permissions-policy", "camera=(), microphone=(), payment=(), usb=(), geolocation=(self)");

  /** For the next hop only, or not for strangers. */
  private static final List<String> NOT_PASSED_ON =
      List.of("connection", "keep-alive", "proxy-connection", "server", "x-powered-by");

  private ResponseHeaders() {}

  /** Prepares a service's headers for the client; the request id is answered by ourselves. */
  static void prepare(MultiMap headers) {
    prepareSwitch(headers);
    NOT_PASSED_ON.forEach(headers::remove);
    secure(headers);
  }

  /** Prepares the headers of a switch of protocols, whose {@code connection} is for the client. */
  static void prepareSwitch(MultiMap headers) {
    headers.remove(RequestId.HEADER);
  }

  /** Adds the security headers that are not there yet. */
  public static void secure(MultiMap headers) {
    SECURITY.forEach(
        (name, value) -> {
          if (!headers.contains(name)) {
            headers.set(name, value);
          }
        });
  }
}
