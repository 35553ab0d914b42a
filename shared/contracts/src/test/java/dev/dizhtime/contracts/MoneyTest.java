package dev.dizhtime.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MoneyTest {
  @Test
  void addsAndSubtractsInOneCurrency() {
    assertThat(eur(700).plus(eur(301))).isEqualTo(eur(1_001));
    assertThat(eur(700).minus(eur(700))).isEqualTo(Money.zero("EUR"));
    assertThat(eur(250).times(4)).isEqualTo(eur(1_000));
  }

  @Test
  void refusesToMixCurrencies() {
    var dollar = new Money(1, "USD");

    assertThatIllegalArgumentException().isThrownBy(() -> eur(1).plus(dollar));
    assertThatIllegalArgumentException().isThrownBy(() -> eur(1).minus(dollar));
  }

  @Test
  void isNeverNegative() {
    assertThatIllegalArgumentException().isThrownBy(() -> eur(-1));
    assertThatIllegalArgumentException().isThrownBy(() -> eur(1).minus(eur(2)));
    assertThatIllegalArgumentException().isThrownBy(() -> eur(1).times(-1));
  }

  @Test
  void isNeverMoreThanTheLimit() {
    var most = eur(Money.MAX_AMOUNT_MINOR);

    assertThatIllegalArgumentException().isThrownBy(() -> most.plus(eur(1)));
    assertThatIllegalArgumentException().isThrownBy(() -> most.times(2));
    assertThatExceptionOfType(ArithmeticException.class)
        .isThrownBy(() -> most.times(Integer.MAX_VALUE));
  }

  @ParameterizedTest
  @CsvSource({"1000,1500,150", "1,5000,1", "1,4999,0", "999,8875,887", "100,0,0", "100,10000,100"})
  void takesASharesHalfUp(long amount, int basisPoints, long share) {
    assertThat(eur(amount).basisPoints(basisPoints)).isEqualTo(eur(share));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "eur", "EURO", "E1R", "€UR", "EUR\n"})
  void refusesWhatIsNoCurrencyCode(String code) {
    assertThatIllegalArgumentException().isThrownBy(() -> new Money(1, code));
  }

  private static Money eur(long amount) {
    return new Money(amount, "EUR");
  }
}
