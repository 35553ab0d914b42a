package dev.dizhtime.gateway.guests;

/** Bounds of what a client may send before it is known what it wants. */
public final class GuestLimits {
  /** The longest request line, path and query included. */
  public static final int MAX_REQUEST_LINE_BYTES = 8 * 1024;

  /** All headers together. */
  public static final int MAX_HEADER_BYTES = 16 * 1024;

  /** Requests at once on one connection of HTTP/2. */
  public static final int MAX_STREAMS = 128;

  private GuestLimits() {}
}
