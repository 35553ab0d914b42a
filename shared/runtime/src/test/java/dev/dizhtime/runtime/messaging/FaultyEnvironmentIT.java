package dev.dizhtime.runtime.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dizhtime.contracts.ConsumerGroup;
import dev.dizhtime.contracts.UserId;
import dev.dizhtime.runtime.sample.Ledger;
import dev.dizhtime.testkit.Event;
import dev.dizhtime.testkit.Eventually;
import dev.dizhtime.testkit.Infrastructure;
import dev.dizhtime.testkit.RealInfrastructure;
import dev.dizhtime.testkit.Server;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A database that takes nothing from anybody is no message's fault. */
@RealInfrastructure({Server.POSTGRES, Server.KAFKA})
class FaultyEnvironmentIT {
  /** More tries than a message gets that is at fault itself. */
  private static final int MANY = ConsumerLoop.MAX_ATTEMPTS + 2;

  private static final Duration BOUND = Duration.ofSeconds(30);
  private static final Map<String, AtomicInteger> TRIES = new ConcurrentHashMap<>();

  private static Infrastructure infra;
  private static Ledger ledger;

  @BeforeAll
  static void start(Infrastructure given) {
    infra = given;
    ledger =
        Ledger.start(
            infra,
            Map.of(),
            (_, event) ->
                TRIES.computeIfAbsent(event.key(), _ -> new AtomicInteger()).incrementAndGet());
  }

  @AfterAll
  static void stop() {
    ledger.close();
  }

  @Test
  void aDatabaseThatHasBecomeReadOnlyIsWaitedFor() throws Exception {
    waitsWhile(
        """
        DO $$ BEGIN EXECUTE format(
          'ALTER DATABASE %I SET default_transaction_read_only = on', current_database()); END $$
        """,
        """
        DO $$ BEGIN EXECUTE format(
          'ALTER DATABASE %I RESET default_transaction_read_only', current_database()); END $$
        """);
  }

  @Test
  void whatNobodysMessagesGetPastIsWaitedForWhateverItSays() throws Exception {
    waitsWhile(
        """
        CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS
          'BEGIN RAISE EXCEPTION ''in words that nobody has listed''; END';
        CREATE TRIGGER refusing BEFORE INSERT ON inbox FOR EACH ROW EXECUTE FUNCTION refuse()
        """,
        "DROP FUNCTION refuse CASCADE");
  }

  private static void waitsWhile(String broken, String mended) throws SQLException {
    UserId key = Ledger.newKey();
    try (Connection operator = infra.connect("ledger")) {
      execute(operator, broken);
      try {
        infra.events().send(Ledger.toppedUp(key, 1));
        Eventually.within(BOUND, () -> assertThat(tries(key)).isGreaterThan(MANY));
        assertThat(deadLetters(key)).isEmpty();
        assertThat(Ledger.effects(infra, key)).isEmpty();
      } finally {
        execute(operator, mended);
      }
    }
    Eventually.eventually(() -> assertThat(Ledger.effects(infra, key)).isEqualTo(List.of(1L)));
    assertThat(deadLetters(key)).isEmpty();
  }

  /** Sessions that are open do not hear of a setting of their database: they are ended. */
  private static void execute(Connection operator, String sql) throws SQLException {
    try (var statement = operator.createStatement()) {
      statement.execute(sql);
      statement.execute(
          """
          SELECT pg_terminate_backend(pid) FROM pg_stat_activity
          WHERE datname = current_database() AND pid <> pg_backend_pid()
          """);
    }
  }

  private static int tries(UserId key) {
    return TRIES.getOrDefault(key.toString(), new AtomicInteger()).get();
  }

  private static List<Event> deadLetters(UserId key) {
    return infra.events().all(ConsumerGroup.WALLET.deadLetterTopic(infra.topicPrefix())).stream()
        .filter(event -> key.toString().equals(event.key()))
        .toList();
  }
}
