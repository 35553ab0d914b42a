package dev.dizhtime.notification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dizhtime.contracts.Money;
import dev.dizhtime.contracts.UserId;
import dev.dizhtime.contracts.order.CancelledBy;
import dev.dizhtime.contracts.order.OrderCancelled;
import dev.dizhtime.contracts.order.OrderEvent;
import dev.dizhtime.contracts.wallet.Party;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class WordingTest {
  private static final Samples ORDER = Samples.fresh();
  private static final Instant DINNER = Instant.parse("2026-03-01T23:30:00Z");

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
    String id = ORDER.order().toString();
    String number = id.substring(id.length() - 8);
    return Stream.of(
        Arguments.of(of(ORDER.placed("Anna")), customer, "order.placed", "27.77 USD"),
        Arguments.of(of(ORDER.inCashFor(null)), customer, "order.placed", "the driver in cash"),
        Arguments.of(of(ORDER.inCashFor(DINNER)), customer, "order.placed", "Sun 1 Mar 18:30"),
        Arguments.of(
            of(ORDER.scheduled(DINNER)),
            customer,
            "order.scheduled",
            "planned for Sun 1 Mar 18:30 (New York time)"),
        Arguments.of(of(ORDER.funded("Anna")), ORDER.owner(), "order.funded", "2 items"),
        Arguments.of(of(ORDER.accepted()), customer, "order.accepted", number),
        Arguments.of(of(ORDER.ready()), customer, "order.ready", "waits for its driver"),
        Arguments.of(of(ORDER.pickedUp()), customer, "order.picked-up", "delivery code"),
        Arguments.of(of(ORDER.delivered()), customer, "order.delivered", "delivered"),
        Arguments.of(of(ORDER.settled()), customer, "order.settled", "27.77 USD"),
        Arguments.of(of(ORDER.rejected("no oven")), customer, "order.rejected", "“no oven”"),
        Arguments.of(
            of(ORDER.rejected("RESTAURANT_TIMEOUT")),
            customer,
            "order.rejected",
            "did not answer in time"),
        Arguments.of(of(ORDER.undelivered()), customer, "order.undelivered", "not the tip"),
        Arguments.of(
            of(ORDER.refunded("It was cold")), customer, "order.refunded", "5.00 USD back"),
        Arguments.of(
            of(ORDER.failed("INSUFFICIENT_FUNDS")), customer, "order.failed", "not enough money"),
        Arguments.of(
            of(ORDER.failed("DRIVER_LOST")), customer, "order.failed", "can't be delivered"),
        Arguments.of(
            of(ORDER.failed("NEWER_CODE")), customer, "order.failed", "Something went wrong"));
  }

  @ParameterizedTest
  @MethodSource("driversNotices")
  void tellsDriversWhatBecomesOfTheirTasks(List<Notice> notices, String topic, String words) {
    assertThat(notices).hasSize(1);
    assertThat(notices.getFirst().userId()).isEqualTo(ORDER.driver());
    assertThat(notices.getFirst().topic()).isEqualTo(topic);
    assertThat(notices.getFirst().title() + " | " + notices.getFirst().body()).contains(words);
  }

  static Stream<Arguments> driversNotices() {
    return Stream.of(
        Arguments.of(DeliveryWording.of(ORDER.offered()), "delivery.offered", "for 30 seconds"),
        Arguments.of(DeliveryWording.of(ORDER.assigned()), "delivery.assigned", "is yours"),
        Arguments.of(
            DeliveryWording.of(ORDER.unassigned("CASH_LIMIT")),
            "delivery.unassigned",
            "as much cash as you may"),
        Arguments.of(
            DeliveryWording.of(ORDER.abandoned("ACCIDENT")),
            "delivery.abandoned",
            "reported an accident"),
        Arguments.of(
            DeliveryWording.of(ORDER.undeliverable()),
            "delivery.undeliverable",
            "could not be reached"));
  }

  @ParameterizedTest
  @MethodSource("cancellations")
  void tellsBothSidesOfACancellationWhoWhyAndWhatItCosts(
      OrderCancelled event, String toCustomer, String toOwner) {
    List<Notice> notices = of(event);
    assertThat(notices.getFirst().userId()).isEqualTo(ORDER.customer());
    assertThat(notices.getFirst().body()).contains(toCustomer);
    assertThat(notices).hasSize(toOwner == null ? 1 : 2);
    if (toOwner != null) {
      assertThat(notices.getLast().userId()).isEqualTo(ORDER.owner());
      assertThat(notices.getLast().body()).contains(toOwner);
    }
    assertThat(notices).allSatisfy(each -> assertThat(each.body()).doesNotContain("_"));
  }

  static Stream<Arguments> cancellations() {
    return Stream.of(
        Arguments.of(
            ORDER.cancelled(CancelledBy.CUSTOMER, "CUSTOMER_CANCELLED", 350),
            "You called your order off. You pay 3.50 USD",
            "The customer called it off."),
        Arguments.of(
            ORDER.cancelled(CancelledBy.PLATFORM, "NO_DRIVER", 0),
            "No driver was free to bring it. You pay nothing.",
            "No driver was free"),
        Arguments.of(
            ORDER.cancelled(CancelledBy.RESTAURANT, "The oven broke", 0),
            "had to call your order off. Its words: “The oven broke” You pay nothing.",
            null));
  }

  @Test
  void tellsWhatBecomesOfPayments() {
    assertThat(MoneyWording.of(ORDER.toppedUp(new Money(5_000, "EUR"))).getFirst().title())
        .contains("50.00 EUR");
    Notice declined = MoneyWording.of(ORDER.declined("expired_card")).getFirst();
    assertThat(declined.title()).contains("50.00 EUR was declined");
    assertThat(declined.body()).startsWith("The card has expired. Nothing was charged");
    Notice unknown = MoneyWording.of(ORDER.declined("newer_code")).getFirst();
    assertThat(unknown.body()).startsWith("The payment provider declined it.");
    assertThat(MoneyWording.of(ORDER.chargedBack()).getFirst().title()).contains("taken back");
    Notice paid =
        MoneyWording.of(ORDER.paidOut(Party.DRIVER), ORDER.driver(), null, ZoneOffset.UTC)
            .getFirst();
    assertThat(paid.body()).contains("99.50 USD for your deliveries, 1 Mar 2026 to 8 Mar 2026");
  }

  @Test
  void leavesPeopleAloneWhileTheKitchenWorks() {
    assertThat(of(ORDER.preparing())).isEmpty();
  }

  @Test
  void cutsWordsThatAreTooLong() {
    Notice notice = of(ORDER.rejected("x".repeat(5_000))).getFirst();
    assertThat(notice.body().length()).isLessThanOrEqualTo(Notice.MAX_BODY);
    Notice named = of(ORDER.funded("y".repeat(5_000))).getFirst();
    assertThat(named.title().length()).isLessThanOrEqualTo(Notice.MAX_TITLE);
  }

  @ParameterizedTest
  @CsvSource({"1234,USD,12.34 USD", "1234,JPY,1234 JPY", "1234,BHD,1.234 BHD", "5,QQQ,0.05 QQQ"})
  void writesAmountsWithTheDigitsOfTheirCurrency(long minor, String currency, String text) {
    assertThat(Amounts.text(new Money(minor, currency))).isEqualTo(text);
  }

  private static List<Notice> of(OrderEvent event) {
    return Wording.of(event, _ -> ZoneId.of("America/New_York"));
  }
}
