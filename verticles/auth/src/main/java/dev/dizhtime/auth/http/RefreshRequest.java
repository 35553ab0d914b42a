package dev.dizhtime.auth.http;

/** The body of a refresh and of a log-out. Never prints. */
record RefreshRequest(String refreshToken) {
  @Override
  public String toString() {
    return "RefreshRequest[***]";
  }
}
