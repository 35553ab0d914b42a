package dev.dizhtime.local.bench;

import dev.dizhtime.contracts.UserId;
import dev.dizhtime.wallet.model.AccountKey;
import dev.dizhtime.wallet.model.AccountKind;
import java.io.IOException;
import java.io.StringReader;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.postgresql.PGConnection;

/**
 * Many customers, and some accounts of the platform's. Customers are chosen with Zipf's law and
 * exponent 1.0: the second comes half as often as the first, the third a third as often.
 */
final class BenchAccounts {
  private static final String CURRENCY = "EUR";
  private static final long OPENING_MINOR = 1_000_000_000L;
  private static final int ROWS_AT_ONCE = 10_000;
  private static final int SHUFFLE = 7;

  private final UUID[] customers;
  private final double[] cumulated;
  private final List<UUID> hot =
      List.of(
          platform(AccountKind.COMMISSION),
          platform(AccountKind.TAX),
          platform(AccountKind.DELIVERY_FEE));
  private final UUID provider = platform(AccountKind.PROVIDER_CLEARING);

  /** So many customers. */
  BenchAccounts(int count) {
    customers = new UUID[count];
    cumulated = new double[count];
    double sum = 0;
    for (int i = 0; i < count; i++) {
      customers[i] = AccountKey.customer(owner(i), CURRENCY).id().value();
      sum += 1.0 / (i + 1);
      cumulated[i] = sum;
    }
    // Neighbours in popularity are not neighbours in the table.
    var random = new Random(SHUFFLE);
    for (int i = count - 1; i > 0; i--) {
      int other = random.nextInt(i + 1);
      UUID swapped = customers[i];
      customers[i] = customers[other];
      customers[other] = swapped;
    }
  }

  private static UserId owner(int index) {
    return new UserId(new UUID(0x42454e43L, index + 1L));
  }

  private static UUID platform(AccountKind kind) {
    return AccountKey.platform(kind, CURRENCY).id().value();
  }

  /**
   * Writes them all, each customer with the same opening balance, which the provider's account is
   * debited for; no transfers stand for these. The indexes are made afterwards and all is written
   * to the disk, so that what is measured next does not wait for it.
   */
  void open(Connection connection) throws SQLException, IOException {
    execute(
        connection,
        "ALTER TABLE account DROP CONSTRAINT account_pkey",
        "ALTER TABLE account DROP CONSTRAINT account_owner_id_kind_currency_key");
    var copy = connection.unwrap(PGConnection.class).getCopyAPI();
    String into =
        "COPY account (id, kind, owner_id, currency, credits_posted, debits_posted, floor_minor)"
            + " FROM STDIN (FORMAT csv)";
    for (int from = 0; from < customers.length; from += ROWS_AT_ONCE) {
      var rows = new StringBuilder();
      for (int i = from; i < Math.min(from + ROWS_AT_ONCE, customers.length); i++) {
        var key = AccountKey.customer(owner(i), CURRENCY);
        row(rows, key, OPENING_MINOR, 0).append("0\n");
      }
      copy.copyIn(into, new StringReader(rows.toString()));
    }
    var rows = new StringBuilder();
    for (var kind : List.of(AccountKind.COMMISSION, AccountKind.TAX, AccountKind.DELIVERY_FEE)) {
      row(rows, AccountKey.platform(kind, CURRENCY), 0, 0).append('\n');
    }
    var clearing = AccountKey.platform(AccountKind.PROVIDER_CLEARING, CURRENCY);
    row(rows, clearing, 0, OPENING_MINOR * customers.length).append('\n');
    copy.copyIn(into, new StringReader(rows.toString()));
    execute(
        connection,
        "ALTER TABLE account ADD PRIMARY KEY (id)",
        "ALTER TABLE account ADD UNIQUE (owner_id, kind, currency)",
        "VACUUM ANALYZE account",
        "CHECKPOINT");
  }

  private static void execute(Connection connection, String... statements) throws SQLException {
    try (var statement = connection.createStatement()) {
      for (String each : statements) {
        statement.execute(each);
      }
    }
  }

  private static StringBuilder row(StringBuilder to, AccountKey key, long credits, long debits) {
    return to.append(key.id())
        .append(',')
        .append(key.kind())
        .append(',')
        .append(key.ownerId())
        .append(',')
        .append(key.currency())
        .append(',')
        .append(credits)
        .append(',')
        .append(debits)
        .append(',');
  }

  /** A customer's account, the popular ones more often. */
  UUID customer(Random random) {
    double at = random.nextDouble() * cumulated[cumulated.length - 1];
    int found = Arrays.binarySearch(cumulated, at);
    return customers[found < 0 ? Math.min(-found - 1, customers.length - 1) : found];
  }

  /** One of the platform's accounts that many pay into. */
  UUID hot(Random random) {
    return hot.get(random.nextInt(hot.size()));
  }

  /** The account that top-ups come from. */
  UUID provider() {
    return provider;
  }
}
