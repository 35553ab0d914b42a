package dev.dizhtime.portal.restaurant;

import dev.dizhtime.portal.design.Exchange;
import dev.dizhtime.portal.design.api.ApiRequest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a kitchen has before it: every open order, however long ago it was placed, and the newest of
 * those that have left it.
 *
 * @param groups the columns that have orders
 * @param cut whether there are more open orders than are read
 */
record Board(List<Group> groups, boolean cut) {
  /** A page of orders, the newest first. */
  record Orders(List<Order> items, String nextCursor) {
    Orders {
      items = items == null ? List.of() : items;
    }
  }

  /** The columns of the page: what they are called in the texts, and which states stand there. */
  enum Column {
    INCOMING(Set.of("FUNDS_RESERVED")),
    KITCHEN(Set.of("ACCEPTED", "PREPARING")),
    READY(Set.of("READY")),
    LATER(Set.of("SCHEDULED")),
    DONE(
        Set.of(
            "PICKED_UP", "DELIVERED", "SETTLED", "REJECTED", "FAILED", "CANCELLED", "UNDELIVERED"));

    private final Set<String> states;

    Column(Set<String> states) {
      this.states = states;
    }
  }

  /** One column with its orders. */
  record Group(String name, List<Order> orders) {}

  /**
   * The open states, in an order's own order: one that moves on while they are read may be seen
   * twice, but is never missed.
   */
  static final List<String> OPEN =
      List.of("SCHEDULED", "FUNDS_RESERVED", "ACCEPTED", "PREPARING", "READY");

  /** How many pages of one state are read. */
  static final int MAX_PAGES = 5;

  private static final String LIMIT = "100";
  private static final int MAX_DONE = 12;
  private static final Comparator<Order> BY_TIME_WANTED =
      Comparator.comparing(Order::scheduledFor, Comparator.nullsLast(Comparator.naturalOrder()));

  /** The board as it is now. */
  static Board read(Exchange exchange) {
    Map<String, Order> read = new LinkedHashMap<>();
    boolean cut = false;
    for (String state : OPEN) {
      cut |= !readAll(exchange, state, read);
    }
    page(exchange, "", "").items().forEach(order -> keep(order, read));
    List<Order> newestFirst = new ArrayList<>(read.values());
    newestFirst.sort(Comparator.comparing(Order::orderId).reversed());
    return new Board(
        Arrays.stream(Column.values())
            .map(column -> group(column, newestFirst))
            .filter(group -> !group.orders.isEmpty())
            .toList(),
        cut);
  }

  /** A page of orders in one state, or in any; the cursor may be empty. */
  static Orders page(Exchange exchange, String state, String cursor) {
    ApiRequest request =
        ApiRequest.get("/api/orders")
            .with("as", "restaurant")
            .with("limit", LIMIT)
            .with("state", state)
            .with("cursor", cursor);
    return exchange.api(request, Orders.class);
  }

  /** Whether these were all. */
  private static boolean readAll(Exchange exchange, String state, Map<String, Order> read) {
    String cursor = "";
    for (int pages = 0; pages < MAX_PAGES && cursor != null; pages++) {
      Orders page = page(exchange, state, cursor);
      page.items().forEach(order -> keep(order, read));
      cursor = page.nextCursor();
    }
    return cursor == null;
  }

  /** What was read later is how it is now. */
  private static void keep(Order order, Map<String, Order> read) {
    read.put(order.orderId(), order);
  }

  private static Group group(Column column, List<Order> newestFirst) {
    List<Order> orders =
        newestFirst.stream().filter(order -> column.states.contains(order.state())).toList();
    return new Group(
        column.name(),
        switch (column) {
          case LATER -> orders.stream().sorted(BY_TIME_WANTED).toList();
          case DONE -> orders.stream().limit(MAX_DONE).toList();
          default -> orders;
        });
  }
}
