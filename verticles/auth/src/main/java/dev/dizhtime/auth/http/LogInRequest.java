package dev.dizhtime.auth.http;

/** The body of a log-in. Never prints. */
record LogInRequest(String email, String password) {
  @Override
  public String toString() {
    return "LogInRequest[***]";
  }
}
