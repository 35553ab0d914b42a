package dev.dizhtime.auth.oidc.protocol;

import com.nimbusds.oauth2.sdk.ErrorObject;

/** A request is refused with an error of the protocol. Shows no stack trace and no secret. */
public final class Refusal extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient ErrorObject error;

  public Refusal(ErrorObject error) {
    super(error.getCode() + ": " + error.getDescription(), null, false, false);
    this.error = error;
  }

  /** A refusal with a sentence of our own. */
  public static Refusal of(ErrorObject error, String description) {
    return new Refusal(error.setDescription(description));
  }

  /** What the client is told. */
  public ErrorObject error() {
    return error;
  }
}
