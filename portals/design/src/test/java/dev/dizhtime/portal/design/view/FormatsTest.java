package dev.dizhtime.portal.design.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dizhtime.contracts.Money;
import java.time.Instant;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class FormatsTest {
  private final Formats formats = new Formats();

  @Test
  void writesEachCurrencyWithItsOwnDecimals() {
    assertThat(formats.money(new Money(1205, "USD"))).isEqualTo("USD 12.05");
    assertThat(formats.money(new Money(1205, "JPY"))).isEqualTo("JPY 1205");
    assertThat(formats.money(new Money(5, "QQQ"))).isEqualTo("QQQ 0.05");
    assertThat(formats.money(-250, "USD")).isEqualTo("-USD 2.50");
    assertThat(formats.money(null)).isEmpty();
  }

  @Test
  void writesDistancesAsPeopleSayThem() {
    assertThat(formats.distance(347.0)).isEqualTo("350 m");
    assertThat(formats.distance(2_449.0)).isEqualTo("2.4 km");
    assertThat(formats.distance(null)).isEmpty();
  }

  @Test
  void writesTimesInUtc() {
    assertThat(formats.time(Instant.parse("2026-03-04T05:06:07.890Z")))
        .isEqualTo("4 Mar 05:06:07 UTC");
  }

  @Test
  void writesTimesByTheClockOfAPlace() {
    Instant at = Instant.parse("2026-11-24T23:30:00Z");
    assertThat(formats.time(at, "America/New_York", Locale.ENGLISH))
        .isEqualTo("Tue 24 Nov 18:30 (New York)");
    assertThat(formats.time(at, null, Locale.ENGLISH)).isEqualTo("Tue 24 Nov 23:30 (UTC)");
    assertThat(formats.time(at, "Mars/Base", Locale.ENGLISH)).endsWith("(UTC)");
  }

  @Test
  void writesWhatAChoiceAddsAndNothingForNothing() {
    assertThat(formats.surcharge(new Money(200, "USD"))).isEqualTo("+ USD 2.00");
    assertThat(formats.surcharge(Money.zero("USD"))).isEmpty();
    assertThat(formats.amount(new Money(1_250, "USD"))).isEqualTo("12.50");
  }

  @Test
  void knowsATonesForStatesThatAreNewerThanItself() {
    assertThat(formats.tone("SETTLED")).isEqualTo("good");
    assertThat(formats.tone("ABANDONED")).isEqualTo("bad");
    assertThat(formats.tone("UNDELIVERABLE")).isEqualTo("bad");
    assertThat(formats.tone("SOMETHING_NEW")).isEqualTo("waiting");
    assertThat(formats.tone(null)).isEqualTo("waiting");
  }
}
