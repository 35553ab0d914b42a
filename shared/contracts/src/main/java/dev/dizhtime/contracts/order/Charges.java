package dev.dizhtime.contracts.order;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.dizhtime.contracts.Money;

/**
 * What an order costs, split; all in one currency.
 *
 * @param items the sum of the lines
 * @param delivery the fee for the way
 * @param tax on items
 * @param tip for the driver, in full
 * @param smallOrderFee added when the items are worth too little; zero when absent
 * @param discount what the platform's promotion takes off, at most items and fees; zero when absent
 */
public record Charges(
    Money items,
    Money delivery,
    Money tax,
    Money tip,
    @JsonInclude(JsonInclude.Include.ALWAYS) Money smallOrderFee,
    @JsonInclude(JsonInclude.Include.ALWAYS) Money discount) {
  public Charges {
    smallOrderFee = smallOrderFee == null ? Money.zero(items.currency()) : smallOrderFee;
    discount = discount == null ? Money.zero(items.currency()) : discount;
  }

  /** Without a small-order fee and a promotion. */
  public Charges(Money items, Money delivery, Money tax, Money tip) {
    this(items, delivery, tax, tip, null, null);
  }

  /** What the customer pays. */
  @JsonProperty(access = JsonProperty.Access.READ_ONLY)
  public Money total() {
    return items.plus(delivery).plus(tax).plus(tip).plus(smallOrderFee).minus(discount);
  }
}
