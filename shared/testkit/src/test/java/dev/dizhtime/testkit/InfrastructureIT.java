package dev.dizhtime.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dizhtime.contracts.Topic;
import java.net.Socket;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@RealInfrastructure
class InfrastructureIT {
  private final Infrastructure infra;

  InfrastructureIT(Infrastructure infra) {
    this.infra = infra;
  }

  @Test
  void tellsAServiceEverythingItReads() {
    assertThat(infra.environment("order"))
        .containsOnlyKeys(
            "DIZHTIME_ELASTICSEARCH_URL",
            "DIZHTIME_HTTP_HOST",
            "DIZHTIME_HTTP_PORT",
            "DIZHTIME_INDEX_PREFIX",
            "DIZHTIME_JWKS_URL",
            "DIZHTIME_KAFKA_BOOTSTRAP",
            "DIZHTIME_MANAGEMENT_PORT",
            "DIZHTIME_MONGO_URI",
            "DIZHTIME_POSTGRES_URL",
            "DIZHTIME_SMTP_URL",
            "DIZHTIME_TOKEN_ISSUER",
            "DIZHTIME_TOPIC_PREFIX");
  }

  @Test
  void givesEachServiceADatabaseOfItsOwn() throws Exception {
    assertThat(infra.postgresUrl("order")).isNotEqualTo(infra.postgresUrl("wallet"));
    try (var connection = infra.connect("order");
        var statement = connection.createStatement()) {
      statement.execute("create table if not exists here (id int)");
    }
    try (var connection = infra.connect("wallet");
        var tables = connection.getMetaData().getTables(null, "public", "here", null)) {
      assertThat(tables.next()).isFalse();
    }
  }

  @Test
  void readsBackWhatItSends() {
    var topic = Topic.ORDERS.topicName(infra.topicPrefix());
    infra.events().send(topic, "key-1", "{\"a\":1}", Map.of("ce_type", "some.type.v1"));
    var event = infra.events().await(Topic.ORDERS, "some.type.v1", "key-1");
    assertThat(event.json().path("a").asInt()).isEqualTo(1);
    assertThat(infra.events().all(Topic.ORDERS)).contains(event);
  }

  @Test
  void answersOnEveryOtherServer() throws Exception {
    assertThat(TestHttp.at(infra.elasticsearchUrl()).get("/_cluster/health").expect(200).json())
        .isNotEmpty();
    for (String url : new String[] {infra.mongoUri("restaurant"), infra.smtpUrl()}) {
      var uri = URI.create(url);
      try (var socket = new Socket(uri.getHost(), uri.getPort())) {
        assertThat(socket.isConnected()).isTrue();
      }
    }
    assertThat(infra.mails()).isEmpty();
  }

  @Nested
  class InNestedClasses {
    @Test
    void isTheSame(Infrastructure nested) {
      assertThat(nested).isSameAs(infra);
    }
  }
}
