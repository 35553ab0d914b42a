package dev.dizhtime.wallet;

import dev.dizhtime.runtime.service.Service;
import dev.dizhtime.runtime.service.ServiceRunner;

/** Runs the wallet. */
public final class WalletService {
  /** The wallet, to be run alone or beside others. */
  public static final Service SERVICE = new Service("wallet", WalletVerticle::new);

  private WalletService() {}

  /** Runs it in this process until the process is told to end. */
  public static void main(String[] args) {
    ServiceRunner.main(SERVICE);
  }
}
