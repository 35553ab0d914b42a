package dev.dizhtime.contracts.order;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.dizhtime.contracts.MenuItemId;
import dev.dizhtime.contracts.Money;
import java.util.List;

/**
 * One position of an order, with the name and price as quoted.
 *
 * @param unitPrice of one, with its options
 * @param quantity 1 to 99
 * @param options what was chosen, in words for the kitchen, e.g. "Size: large"
 */
public record OrderLine(
    MenuItemId itemId,
    String name,
    Money unitPrice,
    int quantity,
    @JsonInclude(JsonInclude.Include.ALWAYS) List<String> options) {
  public OrderLine {
    options = options == null ? List.of() : List.copyOf(options);
  }

  /** An item as it comes. */
  public OrderLine(MenuItemId itemId, String name, Money unitPrice, int quantity) {
    this(itemId, name, unitPrice, quantity, List.of());
  }

  /** The price of the whole line. */
  public Money total() {
    return unitPrice.times(quantity);
  }
}
