package dev.dizhtime.runtime.sample;

import dev.dizhtime.contracts.ConsumerGroup;
import dev.dizhtime.contracts.Money;
import dev.dizhtime.contracts.TransferId;
import dev.dizhtime.contracts.UserId;
import dev.dizhtime.contracts.wallet.WalletToppedUp;
import dev.dizhtime.runtime.config.Env;
import dev.dizhtime.runtime.messaging.InboxConsumer;
import dev.dizhtime.runtime.messaging.PgOutbox;
import dev.dizhtime.runtime.messaging.Publisher;
import dev.dizhtime.runtime.postgres.Postgres;
import dev.dizhtime.runtime.service.RunningService;
import dev.dizhtime.runtime.service.Service;
import dev.dizhtime.runtime.service.ServiceContext;
import dev.dizhtime.runtime.service.ServiceRunner;
import dev.dizhtime.testkit.Infrastructure;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * A service as small as can be, for tests of what it stands on: it writes the number of each top-up
 * it hears of into a table, and can be told to send some.
 */
public final class Ledger implements AutoCloseable {
  private final RunningService running;
  private volatile ServiceContext service;
  private volatile Postgres postgres;

  /** Starts it; the handler is called before each effect and may throw. */
  public static Ledger start(
      Infrastructure infra,
      Map<String, String> more,
      InboxConsumer.Handler<WalletToppedUp> before) {
    var environment = new HashMap<>(infra.environment("ledger"));
    environment.put("DIZHTIME_INSTANCES", "1");
    environment.putAll(more);
    return new Ledger(Env.of(environment), before);
  }

  private Ledger(Env env, InboxConsumer.Handler<WalletToppedUp> before) {
    running =
        ServiceRunner.start(new Service("ledger", () -> context -> open(context, before)), env);
  }

  private void open(ServiceContext context, InboxConsumer.Handler<WalletToppedUp> before) {
    service = context;
    postgres = Postgres.open(context, "dev/dizhtime/runtime/sample/db");
    Publisher publisher = Publisher.open(context);
    PgOutbox.relay(context, postgres, publisher);
    InboxConsumer.of(context, ConsumerGroup.WALLET, postgres, publisher)
        .on(
            WalletToppedUp.class,
            (tx, event) -> {
              before.handle(tx, event);
              tx.update(
                  "INSERT INTO effect (key, number) VALUES ($1, $2)",
                  event.key(),
                  event.amount().amountMinor());
            })
        .start();
  }

  /** Sends the numbers, each in a transaction of its own. */
  public void send(UserId key, long... numbers) throws Exception {
    var sent = new CompletableFuture<Void>();
    service
        .spawn(
            "send",
            () -> {
              for (long number : numbers) {
                postgres.inTransaction(
                    tx -> {
                      tx.send(toppedUp(key, number));
                      return null;
                    });
              }
            })
        .onSuccess(sent::complete)
        .onFailure(sent::completeExceptionally);
    sent.get(30, TimeUnit.SECONDS);
  }

  /** The message that tells the ledger of a number. */
  public static WalletToppedUp toppedUp(UserId key, long number) {
    return new WalletToppedUp(
        key, new TransferId(UUID.randomUUID()), new Money(number, "USD"), Instant.now());
  }

  /** The numbers that had an effect for a key, in order. */
  public static List<Long> effects(Infrastructure infra, UserId key) {
    var numbers = new ArrayList<Long>();
    try (var connection = infra.connect("ledger");
        var query =
            connection.prepareStatement(
                "SELECT number FROM effect WHERE key = ? ORDER BY sequence")) {
      query.setString(1, key.toString());
      try (var rows = query.executeQuery()) {
        while (rows.next()) {
          numbers.add(rows.getLong(1));
        }
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    return numbers;
  }

  /** A key that no other test uses. */
  public static UserId newKey() {
    return new UserId(UUID.randomUUID());
  }

  /** How often the counter of this name has counted. */
  public double counted(String counter) {
    return service.meters().get(counter).counter().count();
  }

  /** The running service. */
  public RunningService running() {
    return running;
  }

  @Override
  public void close() {
    running.close();
  }
}
