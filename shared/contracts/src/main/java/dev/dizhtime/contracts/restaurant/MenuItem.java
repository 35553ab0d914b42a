package dev.dizhtime.contracts.restaurant;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.dizhtime.contracts.MenuItemId;
import dev.dizhtime.contracts.Money;
import java.util.List;

/**
 * Something a customer can order.
 *
 * @param name 1 to 120 characters
 * @param description up to 500 characters, never null
 * @param category the heading it stands under, 1 to 60 characters
 * @param available whether it can be ordered at present
 * @param options what is to be chosen with it, 0 to 20 groups
 * @param stock how many are left, 0 or more; null when nobody counts them
 */
public record MenuItem(
    MenuItemId itemId,
    String name,
    String description,
    String category,
    Money price,
    boolean available,
    @JsonInclude(JsonInclude.Include.ALWAYS) List<OptionGroup> options,
    @JsonInclude(JsonInclude.Include.NON_NULL) Integer stock) {
  public MenuItem {
    options = options == null ? List.of() : List.copyOf(options);
  }

  /** An item without options that nobody counts. */
  public MenuItem(
      MenuItemId itemId,
      String name,
      String description,
      String category,
      Money price,
      boolean available) {
    this(itemId, name, description, category, price, available, List.of(), null);
  }
}
