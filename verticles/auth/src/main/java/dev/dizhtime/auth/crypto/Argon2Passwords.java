package dev.dizhtime.auth.crypto;

import com.password4j.Argon2Function;
import com.password4j.Password;
import com.password4j.types.Argon2;
import dev.dizhtime.auth.usecase.Passwords;
import dev.dizhtime.runtime.service.ServiceContext;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Timer;
import io.vertx.core.WorkerExecutor;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Argon2id with 19 MiB (OWASP's choice; {@code DIZHTIME_PASSWORD_MEMORY_KIB}, less only for tests),
 * two passes, one lane, on workers of its own: one per processor, shared by all instances of the
 * process, so that log-ins can take neither all memory nor the threads of others.
 */
public final class Argon2Passwords implements Passwords {
  private static final Logger LOG = LoggerFactory.getLogger(Argon2Passwords.class);
  private static final int MAX_IN_HAND = 32;
  private static final int MEMORY_KIB = 19 * 1024;
  private static final int PASSES = 2;
  private static final int LANES = 1;
  private static final int HASH_BYTES = 32;
  private static final int SALT_BYTES = 16;

  private final WorkerExecutor workers;
  private final int memoryKib;

  /**
   * Passwords per instance that are hashed or wait for it ({@code DIZHTIME_PASSWORDS_IN_HAND}, 32);
   * one more is answered with 503.
   */
  private final Semaphore inHand;

  private final Timer durations;
  private final Counter refusals;
  private final String nobodysHash;

  private Argon2Passwords(ServiceContext service, WorkerExecutor workers) {
    this.workers = workers;
    this.memoryKib = service.env().integer("PASSWORD_MEMORY_KIB", MEMORY_KIB, 1_024, 1_048_576);
    this.inHand = new Semaphore(service.env().integer("PASSWORDS_IN_HAND", MAX_IN_HAND, 1, 10_000));
    if (memoryKib < MEMORY_KIB) {
      LOG.warn(
          "passwords are hashed with {} KiB only, {} are advised: for tests",
          memoryKib,
          MEMORY_KIB);
    }
    this.durations =
        Timer.builder("dizhtime.auth.password.hash")
            .description("How long hashing a password took, waiting included")
            .register(service.meters());
    this.refusals =
        Counter.builder("dizhtime.auth.password.refused")
            .description("Log-ins refused because too many waited")
            .register(service.meters());
    this.nobodysHash = hash(UUID.randomUUID().toString());
  }

  /** Opens the workers. */
  public static Argon2Passwords open(ServiceContext service) {
    WorkerExecutor workers =
        service
            .vertx()
            .createSharedWorkerExecutor(
                "dizhtime-passwords", Runtime.getRuntime().availableProcessors());
    service.onStop("password workers", () -> workers.close().await());
    return new Argon2Passwords(service, workers);
  }

  @Override
  public String hash(String password) {
    var argon2 = Argon2Function.getInstance(memoryKib, PASSES, LANES, HASH_BYTES, Argon2.ID);
    return onWorker(
        () -> Password.hash(password).addRandomSalt(SALT_BYTES).with(argon2).getResult());
  }

  @Override
  public boolean matches(String password, String hash) {
    return onWorker(
        () -> Password.check(password, hash).with(Argon2Function.getInstanceFromHash(hash)));
  }

  @Override
  public void pretend(String password) {
    matches(password, nobodysHash);
  }

  private <T> T onWorker(Callable<T> work) {
    if (!inHand.tryAcquire()) {
      refusals.increment();
      throw new BusyException();
    }
    var sample = Timer.start();
    try {
      return workers.executeBlocking(work, false).await();
    } finally {
      inHand.release();
      sample.stop(durations);
    }
  }
}
