package dev.dizhtime.auth.http;

/** The body of a registration. Never prints the password. */
record RegisterRequest(String email, String password, String displayName, String role) {
  @Override
  public String toString() {
    return "RegisterRequest[" + role + "]";
  }
}
