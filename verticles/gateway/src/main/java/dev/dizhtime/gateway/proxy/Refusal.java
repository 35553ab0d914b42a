package dev.dizhtime.gateway.proxy;

/** Why the gateway took no request out of what a client sent; each is counted apart. */
public enum Refusal {
  /** Neither a request nor half of one: 400. */
  UNREADABLE("unreadable"),
  /** A line or headers without end: 414, 431. */
  LARGE_HEAD("large head"),
  /** Framing, host, target or method that others could read differently: 400, 405. */
  FORM("form"),
  /** More of a body than the route takes: 413. */
  LARGE_BODY("large body"),
  /** A body that comes too slowly: 408. */
  SLOW_BODY("slow body");

  private static final int TIMEOUT = 408;
  private static final int TOO_LARGE = 413;
  private static final int UNREADABLE_STATUS = 400;

  private final String why;

  Refusal(String why) {
    this.why = why;
  }

  /** The same in words, as a label of the count. */
  public String why() {
    return why;
  }

  /** Of a request that was read; null when its body is not to blame. */
  static Refusal ofBody(int status) {
    return switch (status) {
      case TIMEOUT -> SLOW_BODY;
      case TOO_LARGE -> LARGE_BODY;
      default -> null;
    };
  }

  /** Of a request that could not be read. */
  static Refusal ofHead(int status) {
    return status == UNREADABLE_STATUS ? UNREADABLE : LARGE_HEAD;
  }
}
