package dev.dizhtime.local.chaos;

import dev.dizhtime.local.chaos.Verdict.Wrong;
import dev.dizhtime.local.client.Answer;
import dev.dizhtime.local.client.User;
import dev.dizhtime.local.platform.Part;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Compares what was promised with what is there, when the platform has come to rest. */
final class Judge {
  /** An order in one of these is over. */
  static final String TERMINAL = "('SETTLED','REJECTED','CANCELLED','FAILED','UNDELIVERED')";

  private final Books books;
  private final Acknowledged acknowledged;
  private final Bookings bookings;
  private final Crowd crowd;
  private final Patience patience;
  private final User admin;
  private final Shelves shelves;

  Judge(
      Books books,
      Acknowledged acknowledged,
      Bookings bookings,
      Crowd crowd,
      Patience patience,
      User admin,
      Shelves shelves) {
    this.books = books;
    this.acknowledged = acknowledged;
    this.bookings = bookings;
    this.crowd = crowd;
    this.patience = patience;
    this.admin = admin;
    this.shelves = shelves;
  }

  /** The verdict; {@code restless} is what had not come to rest within its bound. */
  Verdict judge(List<String> restless) {
    Map<Wrong, List<String>> findings = new EnumMap<>(Wrong.class);
    var there = orders();
    findings.put(Wrong.LOST, lost(there));
    var stuck = stuck(restless);
    findings.put(Wrong.STUCK, stuck);
    findings.put(Wrong.DOUBLE, doubles(there));
    findings.put(Wrong.IMBALANCE, imbalance());
    findings.put(Wrong.ORPHAN_HOLD, orphanHolds());
    findings.put(Wrong.DOUBLE_BOOKED, doubleBooked());
    findings.put(Wrong.EARLY, early());
    // What is still under way can't be counted.
    if (stuck.isEmpty()) {
      var shelf = Shelf.Findings.of(shelves.count(crowd.shelves()));
      findings.put(Wrong.OVERSOLD, shelf.oversold());
      findings.put(Wrong.STOCK_ADRIFT, shelf.adrift());
      findings.put(Wrong.CASH_ADRIFT, till().adrift());
    }
    return new Verdict(findings);
  }

  private Set<String> orders() {
    return books.rows(Part.ORDER, "SELECT order_id FROM orders").stream()
        .map(List::getFirst)
        .collect(Collectors.toSet());
  }

  private List<String> lost(Set<String> there) {
    var lost = new ArrayList<String>();
    var promised =
        acknowledged.orders().stream()
            .collect(
                Collectors.groupingBy(
                    Acknowledged.Order::customerId,
                    Collectors.mapping(Acknowledged.Order::orderId, Collectors.toSet())));
    crowd.customers(
        customer -> {
          var missing = new HashSet<>(promised.getOrDefault(customer.userId(), Set.of()));
          missing.removeAll(customer.orders());
          missing.forEach(id -> lost.add("order " + id + " is not shown to its customer"));
        });
    acknowledged.orders().stream()
        .map(Acknowledged.Order::orderId)
        .filter(id -> !there.contains(id))
        .forEach(id -> lost.add("order " + id + " was acknowledged and is not in the database"));
    return lost;
  }

  private List<String> stuck(List<String> restless) {
    var stuck =
        new ArrayList<>(
            books.findings(
                Part.ORDER,
                "order is not at its end",
                "SELECT order_id, state, funds FROM orders WHERE open OR state NOT IN "
                    + TERMINAL));
    if (stuck.isEmpty()) {
      stuck.addAll(restless);
    }
    return stuck;
  }

  private List<String> doubles(Set<String> there) {
    var doubles = new ArrayList<>(acknowledged.broken());
    if (acknowledged.unanswered() == 0) {
      var extra = new HashSet<>(there);
      acknowledged.orders().forEach(order -> extra.remove(order.orderId()));
      extra.forEach(id -> doubles.add("order " + id + " was acknowledged to nobody"));
      doubles.addAll(topUps());
    }
    doubles.addAll(
        books.findings(
            Part.WALLET,
            "hold was resolved twice",
            "SELECT pending_id, count(*) FROM transfer WHERE pending_id IS NOT NULL"
                + " GROUP BY 1 HAVING count(*) > 1"));
    doubles.addAll(
        books.findings(
            Part.WALLET,
            "order was captured twice",
            "SELECT order_id, count(*) FROM transfer WHERE kind = 'POST_PENDING'"
                + " AND order_id IS NOT NULL GROUP BY 1 HAVING count(*) > 1"));
    doubles.addAll(Holds.of(books.rows(Part.WALLET, HOLDS)).twice());
    doubles.addAll(
        books.findings(
            Part.WALLET,
            "transfer is there twice",
            "SELECT id, count(*) FROM transfer GROUP BY 1 HAVING count(*) > 1"));
    doubles.addAll(
        books.findings(
            Part.NOTIFICATION,
            "somebody was told twice",
            "SELECT m.request_id, n.user_id, n.topic, n.title, count(*) FROM notification n"
                + " JOIN mail m USING (notification_id) WHERE n.topic LIKE 'order.%'"
                + " AND m.request_id IS NOT NULL"
                + " GROUP BY 1, 2, 3, 4 HAVING count(*) > 1"));
    return doubles;
  }

  /** As many as were acknowledged, and each has paid in once at most. */
  private List<String> topUps() {
    long promised = acknowledged.topUps().size();
    long paidIn =
        books.number(Part.WALLET, "SELECT count(*) FROM transfer WHERE purpose = 'TOP_UP'");
    if (!books.has(Part.WALLET, "top_up")) {
      return paidIn == promised
          ? List.of()
          : List.of("%d top-ups were acknowledged, %d paid in".formatted(promised, paidIn));
    }
    long kept = books.number(Part.WALLET, "SELECT count(*) FROM top_up");
    long succeeded =
        books.number(
            Part.WALLET,
            "SELECT count(*) FROM top_up WHERE status IN ('SUCCEEDED', 'CHARGED_BACK')");
    return kept == promised && paidIn == succeeded
        ? List.of()
        : List.of(
            "%d top-ups were acknowledged, %d are kept, %d succeeded, %d paid in"
                .formatted(promised, kept, succeeded, paidIn));
  }

  private List<String> imbalance() {
    var found =
        new ArrayList<>(
            books.findings(
                Part.WALLET,
                "debits and credits differ",
                "SELECT currency, sum(debits_posted), sum(credits_posted), sum(debits_pending),"
                    + " sum(credits_pending) FROM account GROUP BY 1"
                    + " HAVING sum(debits_posted) <> sum(credits_posted)"
                    + " OR sum(debits_pending) <> sum(credits_pending)"));
    found.addAll(books.findings(Part.WALLET, "balance is not the sum of transfers", RECOMPUTED));
    var answer = patience.once(() -> admin.get("/api/wallet/ledger/verification"));
    if (answer.filter(Answer::done).isEmpty()) {
      found.add("the wallet did not verify its books: " + answer.map(Answer::words).orElse("-"));
    } else if (!says(answer.get())) {
      found.add("the wallet says: " + answer.get().body());
    }
    return found;
  }

  private static boolean says(Answer verification) {
    return verification.body().path("balanced").asBoolean()
        && verification.body().path("ok").asBoolean(true);
  }

  private static final String HOLDS =
      """
      SELECT h.order_id, h.id, (extract(epoch FROM h.at) * 1000000)::bigint,
             (extract(epoch FROM r.at) * 1000000)::bigint
      FROM transfer h LEFT JOIN transfer r ON r.pending_id = h.id
      WHERE h.kind = 'PENDING' AND h.purpose = 'HOLD'
        AND h.order_id IN (SELECT order_id FROM transfer WHERE kind = 'PENDING'
          AND purpose = 'HOLD' GROUP BY 1 HAVING count(*) > 1)
      """;

  private static final String RECOMPUTED =
      """
      WITH posted AS (
        SELECT debit_account AS account, amount AS debit, 0::bigint AS credit FROM transfer
        WHERE kind IN ('POSTED', 'POST_PENDING')
        UNION ALL
        SELECT credit_account, 0, amount FROM transfer WHERE kind IN ('POSTED', 'POST_PENDING')
      ), sums AS (SELECT account, sum(debit) AS debits, sum(credit) AS credits FROM posted GROUP BY 1)
      SELECT a.id, a.kind, a.debits_posted, coalesce(s.debits, 0), a.credits_posted,
             coalesce(s.credits, 0)
      FROM account a LEFT JOIN sums s ON s.account = a.id
      WHERE a.debits_posted <> coalesce(s.debits, 0) OR a.credits_posted <> coalesce(s.credits, 0)
      """;

  /** What customers gave to drivers: the price of what was delivered and paid in cash. */
  private static final String COLLECTED =
      """
      SELECT driver_id, items_minor + delivery_minor + tax_minor + tip_minor + small_order_minor
        - discount_minor
      FROM orders WHERE payment = 'CASH' AND state IN ('DELIVERED', 'SETTLED')
      """;

  private static final String OWED =
      "SELECT owner_id, debits_posted - credits_posted FROM account WHERE kind = 'CASH_FLOAT'";

  /** When they are wanted, and when the restaurant was asked. */
  private static final String FOR_LATER =
      """
      SELECT o.order_id, (extract(epoch FROM o.scheduled_for) * 1000000)::bigint,
             (extract(epoch FROM min(s.at)) * 1000000)::bigint
      FROM orders o LEFT JOIN saga_step s
        ON s.order_id = o.order_id AND s.state = 'FUNDS_RESERVED'
      WHERE o.scheduled_for IS NOT NULL GROUP BY 1, 2
      """;

  private List<String> orphanHolds() {
    var open =
        books.rows(Part.ORDER, "SELECT order_id FROM orders WHERE open").stream()
            .map(List::getFirst)
            .collect(Collectors.toSet());
    return books
        .rows(
            Part.WALLET,
            "SELECT p.id, p.order_id, p.amount FROM transfer p WHERE p.kind = 'PENDING'"
                + " AND NOT EXISTS (SELECT 1 FROM transfer r WHERE r.pending_id = p.id)")
        .stream()
        .filter(hold -> !open.contains(hold.get(1)))
        .map(hold -> "hold %s of order %s over %s is still there".formatted(hold.toArray()))
        .toList();
  }

  private Till till() {
    Map<String, Long> deposited = new HashMap<>();
    acknowledged
        .deposits()
        .forEach(each -> deposited.merge(each.driverId(), each.amountMinor(), Long::sum));
    return new Till(
        Till.sums(books.rows(Part.ORDER, COLLECTED)),
        deposited,
        Till.sums(books.rows(Part.WALLET, OWED)));
  }

  private List<String> early() {
    return Appointments.of(acknowledged.forLater(), books.rows(Part.ORDER, FOR_LATER))
        .early(Waits.AHEAD);
  }

  private List<String> doubleBooked() {
    var found = new ArrayList<>(bookings.doubles());
    found.addAll(
        books.findings(
            Part.DELIVERY,
            "driver has two tasks",
            "SELECT driver_id, count(*) FROM delivery_task"
                + " WHERE state IN ('OFFERED', 'ASSIGNED', 'PICKED_UP')"
                + " GROUP BY 1 HAVING count(*) > 1"));
    return found;
  }
}
