package dev.dizhtime.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.dizhtime.testkit.Infrastructure;
import dev.dizhtime.testkit.RealInfrastructure;
import dev.dizhtime.testkit.Server;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * How long the wallet's container takes from "podman run" to ready, with PostgreSQL and Kafka
 * there: with the AOT cache and without, by turns. Prints both medians.
 */
@RealInfrastructure({Server.POSTGRES, Server.KAFKA})
class StartIT {
  private static final int ROUNDS = 5;
  private static final Duration BOUND = Duration.ofSeconds(30);
  private static final Duration POLL = Duration.ofMillis(10);
  private static final String PREFIX = "DIZHTIME_";

  /** Each container has ports of its own. */
  private static final Set<String> LEFT_OUT = Set.of("HTTP_HOST", "HTTP_PORT", "MANAGEMENT_PORT");

  @Test
  void theCacheMakesAServiceReadySooner(Infrastructure infrastructure) throws IOException {
    var variables = variables(infrastructure);
    var plain = Image.of("verticles/wallet");
    List<Long> without = new ArrayList<>();
    List<Long> with = new ArrayList<>();
    // Also makes the schema.
    try (var trained = plain.trained(variables)) {
      for (int round = 0; round < ROUNDS; round++) {
        without.add(millisToReady(plain, variables));
        with.add(millisToReady(trained, variables));
      }
    }
    System.out.printf(
        "wallet, from podman run to ready, %d rounds: %d ms with the AOT cache %s, %d ms without"
            + " %s%n",
        ROUNDS, median(with), with, median(without), without);
    assertThat(median(with)).isLessThan(median(without));
  }

  private static Map<String, String> variables(Infrastructure infrastructure) {
    var variables = new HashMap<String, String>();
    infrastructure
        .environment("wallet")
        .forEach((name, value) -> variables.put(name.substring(PREFIX.length()), value));
    variables.keySet().removeAll(LEFT_OUT);
    variables.put("PAYMENT_URL", "http://127.0.0.1:1");
    variables.put("PAYMENT_API_KEY", "key");
    variables.put("PAYMENT_WEBHOOK_SECRETS", "secret");
    return variables;
  }

  private static long millisToReady(Image image, Map<String, String> variables) throws IOException {
    long begin = System.nanoTime();
    try (var container = Container.run(image, variables)) {
      await().atMost(BOUND).pollDelay(Duration.ZERO).pollInterval(POLL).until(container::ready);
      long took = Duration.ofNanos(System.nanoTime() - begin).toMillis();
      // Or the next one would wait for the places of this one in its consumer groups.
      container.stop();
      return took;
    }
  }

  private static long median(List<Long> values) {
    return values.stream().sorted().skip(values.size() / 2).findFirst().orElseThrow();
  }
}
