package dev.dizhtime.contracts.order;

import dev.dizhtime.contracts.MenuItemId;
import dev.dizhtime.contracts.Money;

/**
 * One position of an order, with the name and price as quoted.
 *
 * @param quantity 1 to 99
 */
public record OrderLine(MenuItemId itemId, String name, Money unitPrice, int quantity) {
  /** The price of the whole line. */
  public Money total() {
    return unitPrice.times(quantity);
  }
}
