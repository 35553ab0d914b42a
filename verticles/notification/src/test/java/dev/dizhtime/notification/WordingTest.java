package dev.dizhtime.notification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dizhtime.contracts.Money;
import dev.dizhtime.contracts.UserId;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class WordingTest {
  private static final Samples ORDER = Samples.fresh();

  @ParameterizedTest
  @MethodSource
  void tellsWhomItConcerns(List<Notice> notices, UserId user, String topic, String words) {
    assertThat(notices).hasSize(1);
    Notice notice = notices.getFirst();
    assertThat(notice.userId()).isEqualTo(user);
    assertThat(notice.topic()).isEqualTo(topic);
    assertThat(notice.title() + " | " + notice.body()).contains(words);
  }

  static Stream<Arguments> tellsWhomItConcerns() {
    UserId customer = ORDER.customer();
    UserId driver = ORDER.driver();
    String number = ORDER.order().toString().substring(0, 8);
    return Stream.of(
        Arguments.of(Wording.of(ORDER.placed("Anna")), customer, "order.placed", "27.77 USD"),
        Arguments.of(Wording.of(ORDER.funded("Anna")), ORDER.owner(), "order.funded", "2 items"),
        Arguments.of(Wording.of(ORDER.accepted()), customer, "order.accepted", number),
        Arguments.of(Wording.of(ORDER.ready()), customer, "order.ready", "waits for its driver"),
        Arguments.of(Wording.of(ORDER.pickedUp()), customer, "order.picked-up", "on its way"),
        Arguments.of(Wording.of(ORDER.delivered()), customer, "order.delivered", "delivered"),
        Arguments.of(Wording.of(ORDER.settled()), customer, "order.settled", "27.77 USD"),
        Arguments.of(Wording.of(ORDER.rejected("no oven")), customer, "order.rejected", "no oven"),
        Arguments.of(
            Wording.of(ORDER.failed("INSUFFICIENT_FUNDS")),
            customer,
            "order.failed",
            "not enough money"),
        Arguments.of(Wording.of(ORDER.offered()), driver, "delivery.offered", "12:00"),
        Arguments.of(Wording.of(ORDER.assigned()), driver, "delivery.assigned", "is yours"),
        Arguments.of(
            Wording.of(ORDER.toppedUp(new Money(5_000, "EUR"))),
            customer,
            "wallet.topped-up",
            "50.00 EUR"));
  }

  @Test
  void leavesPeopleAloneWhileTheKitchenWorks() {
    assertThat(Wording.of(ORDER.preparing())).isEmpty();
  }

  @Test
  void cutsWordsThatAreTooLong() {
    Notice notice = Wording.of(ORDER.rejected("x".repeat(5_000))).getFirst();
    assertThat(notice.body()).hasSize(Notice.MAX_BODY);
    Notice named = Wording.of(ORDER.funded("y".repeat(5_000))).getFirst();
    assertThat(named.title().length()).isLessThanOrEqualTo(Notice.MAX_TITLE);
  }

  @ParameterizedTest
  @CsvSource({"1234,USD,12.34 USD", "1234,JPY,1234 JPY", "1234,BHD,1.234 BHD", "5,QQQ,0.05 QQQ"})
  void writesAmountsWithTheDigitsOfTheirCurrency(long minor, String currency, String text) {
    assertThat(Amounts.text(new Money(minor, currency))).isEqualTo(text);
  }
}
