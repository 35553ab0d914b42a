package dev.dizhtime.order.model;

import dev.dizhtime.contracts.MenuItemId;
import dev.dizhtime.contracts.order.OrderLine;
import dev.dizhtime.contracts.restaurant.RestaurantPublished;
import dev.dizhtime.order.model.QuoteRequest.WantedItem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The things of an earlier order: its lines and, for each, the ids of what was chosen with it. */
public record Basket(List<Position> positions) {
  private static final Pattern ITEM = Pattern.compile("items\\[(\\d+)].*");

  /**
   * One line.
   *
   * @param options ids
   */
  public record Position(OrderLine line, List<String> options) {}

  public Basket {
    positions = List.copyOf(positions);
  }

  /**
   * Puts lines and choices together.
   *
   * @param choices may be shorter than the lines: the rest comes without options
   */
  public static Basket of(List<OrderLine> lines, List<List<String>> choices) {
    List<Position> positions = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      positions.add(new Position(lines.get(i), i < choices.size() ? choices.get(i) : List.of()));
    }
    return new Basket(positions);
  }

  public List<OrderLine> lines() {
    return positions.stream().map(Position::line).toList();
  }

  /** As a request says it. */
  public List<WantedItem> wanted() {
    return positions.stream()
        .map(each -> new WantedItem(each.line.itemId(), each.line.quantity(), each.options))
        .toList();
  }

  /** What of it the restaurant has at present, in the same order. */
  public Basket onlyWhatIsToBeHad(RestaurantPublished restaurant) {
    Menu menu = new Menu(restaurant);
    Map<MenuItemId, Integer> taken = new HashMap<>();
    List<Position> rest = new ArrayList<>();
    for (Position each : positions) {
      MenuItemId id = each.line.itemId();
      int sum = taken.getOrDefault(id, 0) + each.line.quantity();
      Optional<String> reason =
          menu.unorderable(id, sum).or(() -> menu.unchoosable(menu.item(id), each.options));
      if (reason.isEmpty()) {
        taken.put(id, sum);
        rest.add(each);
      }
    }
    return new Basket(rest);
  }

  /** The lines that are in this one and not in the other, which is a part of it. */
  public List<OrderLine> without(Basket part) {
    return positions.stream()
        .filter(each -> !part.positions.contains(each))
        .map(Position::line)
        .toList();
  }

  /** The name of the line that a field like {@code items[3].options} is about. */
  public Optional<String> nameAt(String field) {
    Matcher matcher = ITEM.matcher(field);
    return matcher.matches()
        ? Optional.of(positions.get(Integer.parseInt(matcher.group(1))).line.name())
        : Optional.empty();
  }
}
