package dev.dizhtime.delivery;

import static dev.dizhtime.testkit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dizhtime.contracts.Messages;
import dev.dizhtime.contracts.Topic;
import dev.dizhtime.contracts.delivery.DeliveryOffered;
import dev.dizhtime.contracts.delivery.RequestDelivery;
import dev.dizhtime.testkit.Infrastructure;
import dev.dizhtime.testkit.RealInfrastructure;
import dev.dizhtime.testkit.Server;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What becomes of offers that nobody answers. */
@RealInfrastructure({Server.POSTGRES, Server.KAFKA})
class OfferExpiryIT {
  @Test
  void asksTheNextWhenADriverDoesNotAnswerAndNotForEver(Infrastructure infra) {
    try (City city =
        City.start(
            infra,
            "DIZHTIME_DISPATCH_OFFER_MILLIS",
            "500",
            "DIZHTIME_DISPATCH_MAX_EXPIRED_OFFERS",
            "1")) {
      UUID near = city.driverAt(100);
      UUID far = city.driverAt(2_000);
      RequestDelivery job = city.request();
      infra.events().send(job);

      JsonNode offer = offered(infra, near, job);
      offered(infra, far, job);
      assertThat(city.task(near).isNull()).isTrue();
      assertThat(city.as(near).post(City.path(offer, "acceptance"), null).status()).isEqualTo(404);
      eventually(() -> assertThat(city.task(far).isNull()).isTrue());
      assertThat(city.task(near).isNull()).isTrue();

      UUID fresh = city.driverAt(5_000);
      offered(infra, fresh, job);
    }
  }

  /** From the topic, which remembers an offer that ended before somebody looked. */
  private static JsonNode offered(Infrastructure infra, UUID driver, RequestDelivery job) {
    return infra
        .events()
        .await(
            Topic.DELIVERIES,
            event ->
                event.type().equals(Messages.typeOf(DeliveryOffered.class))
                    && event.key().equals(job.orderId().toString())
                    && event.json().path("driverId").asText().equals(driver.toString()))
        .json();
  }
}
