package dev.dizhtime.gateway.routing;

/** How a route's path is compared with a request's; always by case. */
public enum PathMatch {
  /** Letter by letter. */
  EXACT,
  /** By whole elements; a slash at the end does not count. */
  PREFIX
}
