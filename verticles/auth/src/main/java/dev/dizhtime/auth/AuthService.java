package dev.dizhtime.auth;

import dev.dizhtime.runtime.service.Service;
import dev.dizhtime.runtime.service.ServiceRunner;

/** Starts auth. */
public final class AuthService {
  /** Auth, to be run alone or beside others. */
  public static final Service SERVICE = new Service("auth", AuthVerticle::new);

  private AuthService() {}

  /** Runs until the process is told to end. */
  public static void main(String[] arguments) {
    ServiceRunner.main(SERVICE);
  }
}
