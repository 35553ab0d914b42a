package dev.dizhtime.portal.design.view;

import dev.dizhtime.contracts.GeoPoint;
import dev.dizhtime.contracts.Money;
import dev.dizhtime.contracts.Place;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Currency;
import java.util.Locale;

/** How amounts, times and distances are written; templates know it as {@code #format}. */
public final class Formats {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("d MMM HH:mm:ss 'UTC'", Locale.ENGLISH).withZone(ZoneOffset.UTC);
  private static final int KILOMETER = 1_000;

  /** An amount with its currency, e.g. "USD 12.50"; the currency's own number of decimals. */
  public String money(Money amount) {
    return amount == null ? "" : amount.currency() + " " + decimal(amount);
  }

  /** The same for a bare number of minor units. */
  public String money(long amountMinor, String currency) {
    String sign = amountMinor < 0 ? "-" : "";
    return sign + money(new Money(Math.abs(amountMinor), currency));
  }

  /** A time in UTC; a script in the page replaces it by the reader's own time. */
  public String time(Instant at) {
    return at == null ? "" : TIME.format(at);
  }

  /** An amount as it is typed into a form, e.g. "12.50". */
  public String amount(Money amount) {
    return amount == null ? "" : decimal(amount);
  }

  /** What a choice adds to a price, e.g. "+ USD 2.00"; nothing for zero. */
  public String surcharge(Money amount) {
    return amount == null || amount.amountMinor() == 0 ? "" : "+ " + money(amount);
  }

  /**
   * A time by the clock of a place, e.g. "Tue 24 Nov 18:30 (New York)".
   *
   * @param zone an IANA name; UTC when null or unknown
   */
  public String time(Instant at, String zone, Locale locale) {
    if (at == null) {
      return "";
    }
    ZoneId id = zone(zone);
    String town = id.getId().substring(id.getId().lastIndexOf('/') + 1).replace('_', ' ');
    String clock = DateTimeFormatter.ofPattern("EEE d MMM HH:mm", locale).format(at.atZone(id));
    return clock + " (" + (id.equals(ZoneOffset.UTC) ? "UTC" : town) + ")";
  }

  private static ZoneId zone(String name) {
    try {
      return name == null ? ZoneOffset.UTC : ZoneId.of(name);
    } catch (DateTimeException _) {
      return ZoneOffset.UTC;
    }
  }

  /** A distance in metres as people say it: "350 m", "2.4 km". */
  public String distance(Double meters) {
    if (meters == null) {
      return "";
    }
    return meters < KILOMETER
        ? Math.round(meters / 10) * 10 + " m"
        : String.format(Locale.ROOT, "%.1f km", meters / KILOMETER);
  }

  /** Where a place is on a map. */
  public String map(Place place) {
    GeoPoint at = place.location();
    return "https://www.openstreetmap.org/?mlat=%1$s&mlon=%2$s#map=17/%1$s/%2$s"
        .formatted(at.lat(), at.lon());
  }

  /** A browser as people call it. */
  public String device(String userAgent) {
    return userAgent == null ? "" : Devices.name(userAgent);
  }

  /** An id's first part, enough for people to tell two apart. */
  public String shortId(String id) {
    return id == null ? "" : id.substring(Math.max(0, id.length() - 8));
  }

  /** The colour in which an order's or a task's state is shown: what it asks of the reader. */
  public String tone(String state) {
    return switch (state == null ? "" : state) {
      case "PLACED", "QUOTED", "REQUESTED", "DRAFT", "SCHEDULED", "PENDING" -> "waiting";
      case "FUNDS_RESERVED", "OFFERED" -> "attention";
      case "ACCEPTED", "PREPARING", "READY", "PICKED_UP", "ASSIGNED", "AT_RESTAURANT" -> "active";
      case "DELIVERED", "SETTLED", "PUBLISHED", "SUCCEEDED", "DONE", "PAID" -> "good";
      case "REJECTED",
          "FAILED",
          "CANCELLED",
          "UNDELIVERED",
          "UNDELIVERABLE",
          "ABANDONED",
          "DECLINED",
          "CHARGED_BACK",
          "REFUSED" ->
          "bad";
      default -> "waiting";
    };
  }

  private static String decimal(Money amount) {
    int digits;
    try {
      digits = Math.max(0, Currency.getInstance(amount.currency()).getDefaultFractionDigits());
    } catch (IllegalArgumentException _) {
      digits = 2;
    }
    return BigDecimal.valueOf(amount.amountMinor(), digits).toPlainString();
  }
}
