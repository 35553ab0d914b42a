package dev.dizhtime.order.model;

/**
 * The request that an order was placed with. All that happens to the order later goes on under it.
 *
 * @param traceparent W3C, or null when there was no trace
 * @param requestId or null when there was none
 */
public record Origin(String traceparent, String requestId) {
  /** The trace id, 32 hexadecimal digits; null when there was no trace. */
  public String traceId() {
    return traceparent == null ? null : traceparent.split("-")[1];
  }
}
