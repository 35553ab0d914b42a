package dev.dizhtime.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

@RealInfrastructure(Server.POSTGRES)
class AskedForOnlyIT {
  @Test
  void refusesAServerThatTheClassDidNotAskFor(Infrastructure infra) {
    assertThatThrownBy(infra::kafkaBootstrap)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("KAFKA");
    assertThat(infra.environment("order"))
        .containsKey("DIZHTIME_POSTGRES_URL")
        .doesNotContainKeys("DIZHTIME_KAFKA_BOOTSTRAP", "DIZHTIME_MONGO_URI");
  }
}
