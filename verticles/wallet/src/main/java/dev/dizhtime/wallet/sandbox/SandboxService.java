package dev.dizhtime.wallet.sandbox;

import dev.dizhtime.runtime.service.Service;
import dev.dizhtime.runtime.service.ServiceRunner;

/** Runs the sandbox provider. */
public final class SandboxService {
  /** The sandbox, to be run alone or beside others. */
  public static final Service SERVICE = new Service("payment-sandbox", SandboxVerticle::new);

  private SandboxService() {}

  /** Runs it in this process until the process is told to end. */
  public static void main(String[] args) {
    ServiceRunner.main(SERVICE);
  }
}
