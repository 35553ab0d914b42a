package dev.dizhtime.restaurant.persistence;

import static dev.dizhtime.testkit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dizhtime.contracts.Topic;
import dev.dizhtime.restaurant.LargeMenus;
import dev.dizhtime.restaurant.RestaurantService;
import dev.dizhtime.restaurant.model.Restaurant;
import dev.dizhtime.runtime.config.Env;
import dev.dizhtime.runtime.service.ServiceRunner;
import dev.dizhtime.testkit.Infrastructure;
import dev.dizhtime.testkit.RealInfrastructure;
import dev.dizhtime.testkit.Server;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A snapshot that no broker takes, as from before menus had a bound, holds up nobody. */
@RealInfrastructure({Server.KAFKA, Server.MONGO})
class UnsendableSnapshotIT {
  @Test
  void isSetAsideWhileTheOthersAreRelayedOnce(Infrastructure infra) {
    Map<String, String> env = Bench.environment(infra);
    List<Restaurant> made = new ArrayList<>();
    Bench.run(
        env,
        bench -> {
          Restaurant large = bench.published("large", LargeMenus.withOptions(40));
          made.add(large);
          made.add(bench.published("other"));
          bench.saved(large, large.withMenu(List.of(), large.updatedAt()));
        });

    try (var service = ServiceRunner.start(RestaurantService.SERVICE, Env.of(env))) {
      var management = infra.http("http://127.0.0.1:" + service.managementPort());
      eventually(
          () ->
              assertThat(management.get("/metrics").expect(200).body())
                  .containsPattern("(?m)^dizhtime_outbox_aside\\S* 1\\.0$"));
      eventually(
          () ->
              assertThat(management.get("/metrics").expect(200).body())
                  .containsPattern("(?m)^dizhtime_outbox_pending\\S* 0\\.0$"));
    }
    assertThat(versions(infra, made.get(0))).containsExactly(2L);
    assertThat(versions(infra, made.get(1))).containsExactly(1L);
  }

  private static List<Long> versions(Infrastructure infra, Restaurant restaurant) {
    return infra.events().all(Topic.RESTAURANTS).stream()
        .filter(event -> event.key().equals(restaurant.restaurantId().toString()))
        .map(event -> event.json().at("/version").asLong())
        .toList();
  }
}
