package dev.dizhtime.wallet;

import static dev.dizhtime.testkit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dizhtime.contracts.Message;
import dev.dizhtime.contracts.Money;
import dev.dizhtime.contracts.OrderId;
import dev.dizhtime.contracts.Topic;
import dev.dizhtime.contracts.UserId;
import dev.dizhtime.contracts.wallet.Leg;
import dev.dizhtime.contracts.wallet.Leg.Payee;
import dev.dizhtime.embedded.Ports;
import dev.dizhtime.runtime.config.Env;
import dev.dizhtime.runtime.service.RunningService;
import dev.dizhtime.runtime.service.ServiceRunner;
import dev.dizhtime.testkit.Event;
import dev.dizhtime.testkit.Infrastructure;
import dev.dizhtime.testkit.TestHttp;
import dev.dizhtime.wallet.sandbox.SandboxService;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A wallet service with the sandbox provider on real infrastructure, and what tests do with it. */
final class RunningWallet implements AutoCloseable {
  static final String WEBHOOK_SECRET = "whsec_of_the_tests";

  private static final String API_KEY = "key_of_the_tests";

  final Infrastructure infra;
  private final RunningService service;
  private final int port = Ports.claim("the sandbox", 0);
  private RunningService sandbox;

  RunningWallet(Infrastructure infra, int instances) {
    this(infra, instances, Map.of());
  }

  RunningWallet(Infrastructure infra, int instances, Map<String, String> settings) {
    this.infra = infra;
    startSandbox();
    Map<String, String> environment = infra.environment("wallet");
    environment.put("DIZHTIME_HTTP_PORT", Integer.toString(port));
    environment.put("DIZHTIME_INSTANCES", Integer.toString(instances));
    environment.put("DIZHTIME_LEDGER_MEASURE_MILLIS", "200");
    // No order stands behind the holds of most tests, which a slow machine must not hold against
    // them.
    environment.put("DIZHTIME_LEDGER_GRACE_MILLIS", "3600000");
    environment.put("DIZHTIME_PAYMENT_URL", sandbox.address());
    environment.put("DIZHTIME_PAYMENT_API_KEY", API_KEY);
    environment.put("DIZHTIME_PAYMENT_WEBHOOK_SECRETS", "an-older-one, " + WEBHOOK_SECRET);
    environment.put("DIZHTIME_PAYMENT_RETRY_MILLIS", "500");
    environment.put("DIZHTIME_PAYMENT_SWEEP_MILLIS", "100");
    environment.putAll(settings);
    service = ServiceRunner.start(WalletService.SERVICE, Env.of(environment));
  }

  /** Starts the sandbox provider, again on its old port when it ran before. */
  void startSandbox() {
    Map<String, String> environment = infra.environment("payment-sandbox");
    String old = sandbox == null ? "0" : sandbox.address().replaceAll(".*:", "");
    environment.put("DIZHTIME_HTTP_PORT", old);
    environment.put("DIZHTIME_INSTANCES", "1");
    environment.put("DIZHTIME_PAYMENT_API_KEY", API_KEY);
    environment.put(
        "DIZHTIME_SANDBOX_WEBHOOK_URL",
        "http://127.0.0.1:" + port + "/api/wallet/webhooks/sandbox");
    environment.put("DIZHTIME_SANDBOX_WEBHOOK_SECRET", WEBHOOK_SECRET);
    environment.put("DIZHTIME_SANDBOX_LATE_MILLIS", "1500");
    sandbox = ServiceRunner.start(SandboxService.SERVICE, Env.of(environment));
  }

  void stopSandbox() {
    sandbox.close();
  }

  TestHttp http() {
    return infra.http(service.address());
  }

  TestHttp as(UserId customer) {
    return http().as(infra.tokens().customer(customer.value()));
  }

  TestHttp asDriver(UUID driver) {
    return http().as(infra.tokens().driver(driver));
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

  /** Pays in and waits until it is decided. */
  JsonNode topUp(UserId customer, long amount, String key) {
    return decided(customer, askTopUp(customer, amount, key).path("topUpId").asText());
  }

  /** Asks to pay in. */
  JsonNode askTopUp(UserId customer, long amount, String key) {
    var body = Map.of("amount", eur(amount));
    return as(customer)
        .post("/api/wallet/top-ups", body, "Idempotency-Key", key)
        .expect(201)
        .json();
  }

  /** A top-up as it stands. */
  JsonNode topUp(UserId customer, String topUpId) {
    return as(customer).get("/api/wallet/top-ups/" + topUpId).expect(200).json();
  }

  private JsonNode decided(UserId customer, String topUpId) {
    eventually(
        () -> assertThat(topUp(customer, topUpId).path("status").asText()).isNotEqualTo("PENDING"));
    return topUp(customer, topUpId);
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

  static Money eur(long amount) {
    return new Money(amount, "EUR");
  }

  /** What is paid of an order of 8 EUR: 5 to its restaurant, 2 and a tip of 1 to its driver. */
  static List<Leg> legs(UUID restaurant, UUID driver) {
    return List.of(
        new Leg(Payee.RESTAURANT, restaurant, eur(500)),
        new Leg(Payee.DRIVER, driver, eur(200)),
        new Leg(Payee.TIP, driver, eur(100)));
  }

  /** Stops it; its books balance. */
  void closeBalanced() {
    try {
      assertThat(verification().path("balanced").asBoolean()).isTrue();
    } finally {
      close();
    }
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
    sandbox.close();
  }
}
