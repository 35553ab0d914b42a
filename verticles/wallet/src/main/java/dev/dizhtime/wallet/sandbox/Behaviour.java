package dev.dizhtime.wallet.sandbox;

import java.time.Duration;
import java.util.List;

/** What becomes of a payment, chosen by the last two digits of its minor units. */
enum Behaviour {
  /** Confirmed at once. */
  CONFIRMED,
  /** 02: declined. */
  DECLINED,
  /** 03: confirmed, but late. */
  LATE,
  /** 04: confirmed by the same webhook three times. */
  DUPLICATE,
  /** 05: confirmed first, then come the decline of an earlier try and the creation. */
  OUT_OF_ORDER,
  /** 06: confirmed, and charged back later. */
  CHARGED_BACK,
  /** 07: confirmed, but no webhook ever says so. */
  SILENT,
  /** 08: the charge-back is told before the confirmation. */
  CHARGED_BACK_FIRST;

  static final String SUCCEEDED = "payment.succeeded";
  static final String FAILED = "payment.declined";
  static final String TAKEN_BACK = "payment.charged_back";
  static final String CREATED = "payment.created";

  /** So that those that follow each other do. */
  private static final Duration GAP = Duration.ofMillis(300);

  /**
   * A webhook to be sent.
   *
   * @param event tells the events of one payment apart; two with the same number are the same event
   */
  record Planned(int event, String type, Duration after) {}

  static Behaviour of(long amountMinor) {
    return switch ((int) (amountMinor % 100)) {
      case 2 -> DECLINED;
      case 3 -> LATE;
      case 4 -> DUPLICATE;
      case 5 -> OUT_OF_ORDER;
      case 6 -> CHARGED_BACK;
      case 7 -> SILENT;
      case 8 -> CHARGED_BACK_FIRST;
      default -> CONFIRMED;
    };
  }

  /** When the payment is decided, counted from its creation. */
  Duration decidedAfter(Duration late) {
    return this == LATE ? late : Duration.ZERO;
  }

  boolean chargedBack() {
    return this == CHARGED_BACK || this == CHARGED_BACK_FIRST;
  }

  /** When the money is taken back, counted from the payment's creation. */
  Duration chargedBackAfter(Duration late) {
    return this == CHARGED_BACK ? late : Duration.ZERO;
  }

  /** The webhooks that the payment sends. */
  List<Planned> webhooks(Duration late) {
    Planned created = new Planned(0, CREATED, Duration.ZERO);
    Planned succeeded = new Planned(1, SUCCEEDED, Duration.ZERO);
    return switch (this) {
      case CONFIRMED -> List.of(created, succeeded);
      case DECLINED -> List.of(created, new Planned(1, FAILED, Duration.ZERO));
      case LATE -> List.of(created, new Planned(1, SUCCEEDED, late));
      case DUPLICATE ->
          List.of(
              created,
              succeeded,
              new Planned(1, SUCCEEDED, Duration.ZERO),
              new Planned(1, SUCCEEDED, GAP));
      case OUT_OF_ORDER ->
          List.of(
              succeeded, new Planned(2, FAILED, GAP), new Planned(0, CREATED, GAP.multipliedBy(2)));
      case CHARGED_BACK -> List.of(created, succeeded, new Planned(2, TAKEN_BACK, late));
      case SILENT -> List.of();
      case CHARGED_BACK_FIRST ->
          List.of(new Planned(2, TAKEN_BACK, Duration.ZERO), new Planned(1, SUCCEEDED, GAP));
    };
  }
}
