package dev.dizhtime.restaurant.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dizhtime.restaurant.LargeMenus;
import dev.dizhtime.restaurant.model.Change;
import dev.dizhtime.restaurant.model.Restaurant;
import dev.dizhtime.restaurant.usecase.MenuSize;
import dev.dizhtime.runtime.json.Json;
import dev.dizhtime.runtime.messaging.Envelope;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class RestaurantDocumentTest {
  private static final long MONGODB_BYTES = 16 * 1024 * 1024;

  /** More than a menu's own bytes: names and lengths in the database's form of it. */
  private static final long RESTAURANT_BYTES = 3 * MenuSize.MAX_BYTES;

  @Test
  void hasRoomForAllTheSnapshotsOfTheLargestMenuThatMayWait() {
    Restaurant large = Bench.example("large", LargeMenus.withOptions(15));
    var event = new Change(null, large).event().orElseThrow();
    JsonObject entry = OutboxEntry.of(Envelope.of(event)).document();
    long menu = bytes(Json.write(large.menu()));
    long besides = bytes(entry.encode()) - menu;

    assertThat(menu).isBetween(MenuSize.MAX_BYTES * 9L / 10, (long) MenuSize.MAX_BYTES);
    assertThat(RestaurantDocument.MAX_OUTBOX * (MenuSize.MAX_BYTES + besides) + RESTAURANT_BYTES)
        .isLessThan(MONGODB_BYTES);
  }

  private static long bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}
