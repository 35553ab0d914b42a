package dev.dizhtime.order.model;

import static dev.dizhtime.order.model.Given.DRIVER;
import static dev.dizhtime.order.model.Given.RESTAURANT;
import static dev.dizhtime.order.model.Given.usd;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dizhtime.contracts.order.Charges;
import dev.dizhtime.contracts.wallet.Leg;
import dev.dizhtime.contracts.wallet.Leg.Payee;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PayoutTest {
  @Test
  void everyoneGetsTheirShare() {
    assertThat(Payout.legs(Given.placed(), DRIVER))
        .containsExactly(
            new Leg(Payee.RESTAURANT, RESTAURANT.value(), usd(1_701)),
            new Leg(Payee.DRIVER, DRIVER.value(), usd(319)),
            new Leg(Payee.TIP, DRIVER.value(), usd(250)),
            new Leg(Payee.COMMISSION, null, usd(300)),
            new Leg(Payee.TAX, null, usd(178)));
  }

  @Test
  void aShareOfNothingIsLeftOut() {
    assertThat(Payout.legs(order(new Charges(usd(100), usd(0), usd(0), usd(0)), 0), DRIVER))
        .extracting(Leg::payee)
        .containsExactly(Payee.RESTAURANT);
  }

  @ParameterizedTest
  @CsvSource({"0", "1", "333", "1500", "9999", "10000"})
  void sharesAddUpToTheTotalWhateverTheCommission(int basisPoints) {
    for (long items : new long[] {1, 3, 33, 99, 2_001, 999_999}) {
      Charges charges = new Charges(usd(items), usd(199), usd(items / 11), usd(7));
      List<Leg> legs = Payout.legs(order(charges, basisPoints), DRIVER);

      assertThat(legs.stream().mapToLong(leg -> leg.amount().amountMinor()).sum())
          .isEqualTo(charges.total().amountMinor());
    }
  }

  private static Order order(Charges charges, int basisPoints) {
    Order placed = Given.placed();
    return Order.placed(
        placed.orderId(),
        Given.with(charges),
        basisPoints,
        placed.codes(),
        placed.origin(),
        placed.placedAt());
  }
}
