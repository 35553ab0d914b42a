package dev.dizhtime.order;

import static dev.dizhtime.order.RunningOrders.id;
import static dev.dizhtime.testkit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dizhtime.contracts.Money;
import dev.dizhtime.contracts.OrderId;
import dev.dizhtime.contracts.Topic;
import dev.dizhtime.contracts.wallet.FundsReleased;
import dev.dizhtime.contracts.wallet.FundsReserved;
import dev.dizhtime.testkit.Infrastructure;
import dev.dizhtime.testkit.RealInfrastructure;
import dev.dizhtime.testkit.Server;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a customer asks of kitchen and driver reaches them, and is forgotten afterwards. */
@RealInfrastructure({Server.POSTGRES, Server.KAFKA})
class NotesIT {
  private static RunningOrders running;

  @BeforeAll
  static void start(Infrastructure infra) {
    running = RunningOrders.start(infra);
  }

  @AfterAll
  static void stop() {
    running.close();
  }

  @Test
  void reachesTheKitchenAndIsForgottenWhenTheOrderHasEnded() throws Exception {
    String words = "  no <b>onions</b>, zweimal läuten " + "n".repeat(165);
    assertThat(words).hasSize(200);
    OrderId order = place(words);
    String path = "/api/orders/" + order;
    assertThat(note(running.asCustomer().get(path).expect(200).json())).isEqualTo(words.strip());
    running.infra.events().send(new FundsReserved(order, new Money(1, "USD"), Instant.now()));
    running.awaitState(order, "FUNDS_RESERVED");
    assertThat(running.asOwner().get("/api/orders?state=FUNDS_RESERVED").json().get("items"))
        .filteredOn(each -> id(each).equals(order))
        .singleElement()
        .satisfies(each -> assertThat(note(each)).isEqualTo(words.strip()));

    assertThat(kept(order)).isEqualTo(words.strip());
    assertThat(keptAnswersWith("onions")).isZero();
    running.act(order, "rejection", Map.of("reason", "no oven"));
    running.infra.events().send(new FundsReleased(order, Instant.now()));
    eventually(() -> assertThat(running.asCustomer().get(path).json().has("note")).isFalse());
    assertThat(kept(order)).isNull();
    assertThat(running.sent(Topic.ORDERS, order))
        .as("what is said to others is kept where nobody can take it back")
        .isNotEmpty()
        .allSatisfy(each -> assertThat(each.json().toString()).doesNotContain("onions"));
  }

  @Test
  void aBlankOneIsNone() throws Exception {
    OrderId order = place("   ");
    assertThat(running.asCustomer().get("/api/orders/" + order).json().has("note")).isFalse();
    assertThat(kept(order)).isNull();
  }

  private static OrderId place(String note) {
    var body = Map.of("quote", running.quote(), "note", note);
    String key = UUID.randomUUID().toString();
    return id(
        running.asCustomer().post("/api/orders", body, "Idempotency-Key", key).expect(201).json());
  }

  private static String kept(OrderId order) throws SQLException {
    try (var connection = running.infra.connect("order");
        var query = connection.prepareStatement("SELECT note FROM orders WHERE order_id = ?")) {
      query.setObject(1, order.value());
      var rows = query.executeQuery();
      rows.next();
      return rows.getString(1);
    }
  }

  /** Answers are kept for whoever asks again, for longer than an order lasts. */
  private static long keptAnswersWith(String word) throws SQLException {
    try (var connection = running.infra.connect("order");
        var query =
            connection.prepareStatement(
                "SELECT count(*) FROM idempotency_key WHERE body::text LIKE ?")) {
      query.setString(1, "%" + word + "%");
      var rows = query.executeQuery();
      rows.next();
      return rows.getLong(1);
    }
  }

  private static String note(JsonNode order) {
    return order.path("note").asText();
  }
}
