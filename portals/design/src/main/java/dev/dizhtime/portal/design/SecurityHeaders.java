package dev.dizhtime.portal.design;

import io.vertx.ext.web.RoutingContext;

/** What a browser is told not to do with our pages. */
final class SecurityHeaders {
  /** Only our own files; no inline script or style, nothing framed, forms only to ourselves. */
  static final String CONTENT_SECURITY_POLICY =
      String.join(
          "; ",
          "default-src 'none'",
          "script-src 'self'",
          "style-src 'self'",
          "img-src 'self'",
          "connect-src 'self'",
          "form-action 'self'",
          "base-uri 'none'",
          "frame-ancestors 'none'");

  private SecurityHeaders() {}

  /** The handler that stands before every route. */
  static void handle(RoutingContext routing) {
    routing
        .response()
        .putHeader("content-security-policy", CONTENT_SECURITY_POLICY)
        .putHeader("x-content-type-options", "nosniff")
        .putHeader("referrer-policy", "same-origin")
        .putHeader("cross-origin-opener-policy", "same-origin")
        .putHeader("cross-origin-resource-policy", "same-origin")
        .putHeader("permissions-policy", "geolocation=(self), camera=(), microphone=()");
    routing.next();
  }
}
