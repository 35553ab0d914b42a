package dev.dizhtime.wallet;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dizhtime.contracts.Message;
import dev.dizhtime.contracts.Money;
import dev.dizhtime.contracts.OrderId;
import dev.dizhtime.contracts.Topic;
import dev.dizhtime.contracts.UserId;
import dev.dizhtime.runtime.config.Env;
import dev.dizhtime.runtime.service.RunningService;
import dev.dizhtime.runtime.service.ServiceRunner;
import dev.dizhtime.testkit.Event;
import dev.dizhtime.testkit.Infrastructure;
import dev.dizhtime.testkit.TestHttp;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A wallet service on real infrastructure, and what tests do with it. */
final class RunningWallet implements AutoCloseable {
  final Infrastructure infra;
  private final RunningService service;

  RunningWallet(Infrastructure infra, int instances) {
    this.infra = infra;
    Map<String, String> environment = infra.environment("wallet");
    environment.put("DIZHTIME_INSTANCES", Integer.toString(instances));
    environment.put("DIZHTIME_LEDGER_MEASURE_MILLIS", "200");
    service = ServiceRunner.start(WalletService.SERVICE, Env.of(environment));
  }

  TestHttp http() {
    return infra.http(service.address());
  }

  TestHttp as(UserId customer) {
    return http().as(infra.tokens().customer(customer.value()));
  }

  TestHttp asAdmin() {
    return http().as(infra.tokens().admin(UUID.randomUUID()));
  }

  TestHttp management() {
    return infra.http("http://127.0.0.1:" + service.managementPort());
  }

  /** A new customer with so much in the wallet. */
  UserId customerWith(long amount) {
    var customer = new UserId(UUID.randomUUID());
    topUp(customer, amount, UUID.randomUUID().toString());
    return customer;
  }

  JsonNode topUp(UserId customer, long amount, String key) {
    var body = Map.of("amount", new Money(amount, "EUR"));
    return as(customer)
        .post("/api/wallet/top-ups", body, "Idempotency-Key", key)
        .expect(201)
        .json();
  }

  /** The customer's one account. */
  JsonNode account(UserId customer) {
    return as(customer).get("/api/wallet").expect(200).json().path("accounts").path(0);
  }

  /** Sends a command and waits for its answer. */
  Event ask(Message command) {
    infra.events().send(command);
    return infra.events().await(Topic.ORDER_REPLIES, event -> event.key().equals(command.key()));
  }

  /** All answers about an order so far. */
  List<Event> answers(OrderId order) {
    return infra.events().all(Topic.ORDER_REPLIES).stream()
        .filter(event -> event.key().equals(order.toString()))
        .toList();
  }

  JsonNode verification() {
    return asAdmin().get("/api/wallet/ledger/verification").expect(200).json();
  }

  /** Runs SQL as the owner of the database. */
  void sql(String... statements) throws SQLException {
    try (Connection connection = infra.connect("wallet");
        var statement = connection.createStatement()) {
      for (String each : statements) {
        statement.execute(each);
      }
    }
  }

  @Override
  public void close() {
    service.close();
  }
}
