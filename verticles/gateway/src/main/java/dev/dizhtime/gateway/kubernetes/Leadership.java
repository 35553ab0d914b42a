package dev.dizhtime.gateway.kubernetes;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderCallbacks;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderElectionConfig;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderElectionConfigBuilder;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderElector;
import io.fabric8.kubernetes.client.extended.leaderelection.resourcelock.LeaseLock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether this gateway is the one that writes into the cluster: whoever holds the Lease {@value
 * #LEASE}. All gateways route; that two of them might write for a moment does no harm, for both
 * write the same.
 */
final class Leadership implements AutoCloseable {
  static final String LEASE = "dizhtime-gateway";

  private static final Duration LEASE_DURATION = Duration.ofSeconds(15);
  private static final Duration RENEW_DEADLINE = Duration.ofSeconds(10);
  private static final Duration RETRY_PERIOD = Duration.ofSeconds(2);
  private static final long RELEASE_SECONDS = 2;
  private static final Logger LOG = LoggerFactory.getLogger(Leadership.class);

  private final KubernetesClient client;
  private final LeaderElectionConfig config;
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(
          Thread.ofPlatform().daemon().name("leader-election").factory());
  private volatile boolean leads;
  private volatile boolean closed;
  private volatile CompletableFuture<?> election;

  /** Prepares to take part; {@code won} is called on some thread. */
  Leadership(KubernetesClient client, KubernetesSettings settings, Runnable won) {
    this.client = client;
    this.config =
        new LeaderElectionConfigBuilder()
            .withName(LEASE)
            .withLeaseDuration(LEASE_DURATION)
            .withRenewDeadline(RENEW_DEADLINE)
            .withRetryPeriod(RETRY_PERIOD)
            .withReleaseOnCancel(true)
            .withLock(new LeaseLock(settings.ownNamespace(), LEASE, settings.identity()))
            .withLeaderCallbacks(
                new LeaderCallbacks(
                    () -> {
                      leads = true;
                      LOG.info("this gateway writes statuses and events from now on");
                      won.run();
                    },
                    () -> leads = false,
                    _ -> {}))
            .build();
  }

  /** Takes part from now on; who loses the lease tries to get it again. */
  void start() {
    election = new LeaderElector(client, config, thread).start();
    election.whenComplete(
        (_, _) -> {
          leads = false;
          if (!closed) {
            CompletableFuture.delayedExecutor(
                    RETRY_PERIOD.toMillis(), TimeUnit.MILLISECONDS, thread)
                .execute(this::again);
          }
        });
  }

  private void again() {
    if (!closed) {
      start();
    }
  }

  boolean leads() {
    return leads;
  }

  /** Gives the lease up, so that the next one need not wait for its end. */
  @Override
  public void close() {
    closed = true;
    if (election != null) {
      election.cancel(true);
    }
    thread.shutdown();
    try {
      if (!thread.awaitTermination(RELEASE_SECONDS, TimeUnit.SECONDS)) {
        thread.shutdownNow();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    leads = false;
  }
}
