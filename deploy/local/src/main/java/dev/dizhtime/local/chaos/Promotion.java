package dev.dizhtime.local.chaos;

import dev.dizhtime.local.city.Blueprint;
import dev.dizhtime.local.client.User;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** A code that takes something off, some times for each customer. */
final class Promotion {
  static final String CODE = "CHAOS-10";
  private static final int BASIS_POINTS = 1_000;
  private static final int USES_PER_CUSTOMER = 25;

  private Promotion() {}

  static void offer(User admin) {
    var now = Instant.now();
    admin
        .post(
            "/api/promotions",
            Map.of(
                "code",
                CODE,
                "basisPoints",
                BASIS_POINTS,
                "currency",
                Blueprint.CURRENCY,
                "validFrom",
                now.minus(Duration.ofHours(1)).toString(),
                "validTo",
                now.plus(Duration.ofDays(7)).toString(),
                "maxUses",
                1_000_000,
                "maxUsesPerCustomer",
                USES_PER_CUSTOMER))
        .orThrow("Making a promotion");
  }
}
