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
import java.util.function.ToLongFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * How long the wallet's container takes to be ready, from "podman run" on and from the start of its
 * process on, with PostgreSQL and Kafka there: with the AOT cache and without, by turns. Prints the
 * medians. A measurement, which is run when it is asked for.
 */
@EnabledIfSystemProperty(named = "dizhtime.starts", matches = "true")
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
    List<Start> without = new ArrayList<>();
    List<Start> with = new ArrayList<>();
    // Also makes the schema.
    try (var trained = plain.trained(variables)) {
      for (int round = 0; round < ROUNDS; round++) {
        without.add(start(plain, variables));
        with.add(start(trained, variables));
      }
    }
    System.out.printf("wallet with the AOT cache: %s%n", summary(with));
    System.out.printf("wallet without: %s%n", summary(without));
    assertThat(median(with, Start::processMillis))
        .isLessThan(median(without, Start::processMillis));
  }

  /** How long it took until it was ready. */
  private record Start(long podmanMillis, long processMillis) {}

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

  private static Start start(Image image, Map<String, String> variables) throws IOException {
    long asked = System.currentTimeMillis();
    try (var container = Container.run(image, variables)) {
      await().atMost(BOUND).pollDelay(Duration.ZERO).pollInterval(POLL).until(container::ready);
      long ready = System.currentTimeMillis();
      long began = Long.parseLong(container.inspect("{{.State.StartedAt.UnixMilli}}"));
      // Or the next one would wait for the places of this one in its consumer groups.
      container.stop();
      return new Start(ready - asked, ready - began);
    }
  }

  private static String summary(List<Start> starts) {
    return "ready %d ms after podman run, %d ms after the start of its process (medians of %s)"
        .formatted(
            median(starts, Start::podmanMillis), median(starts, Start::processMillis), starts);
  }

  private static long median(List<Start> starts, ToLongFunction<Start> part) {
    return starts.stream()
        .mapToLong(part)
        .sorted()
        .skip(starts.size() / 2)
        .findFirst()
        .orElseThrow();
  }
}
