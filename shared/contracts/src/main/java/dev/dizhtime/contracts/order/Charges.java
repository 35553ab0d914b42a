package dev.dizhtime.contracts.order;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.dizhtime.contracts.Money;

/**
 * What an order costs, split; all in one currency.
 *
 * @param items the sum of the lines
 * @param delivery the fee for the way
 * @param tax on items
 * @param tip for the driver, in full
 */
public record Charges(Money items, Money delivery, Money tax, Money tip) {
  /** What the customer pays. */
  @JsonProperty(access = JsonProperty.Access.READ_ONLY)
  public Money total() {
    return items.plus(delivery).plus(tax).plus(tip);
  }
}
