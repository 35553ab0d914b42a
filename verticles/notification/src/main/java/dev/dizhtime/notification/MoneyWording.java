package dev.dizhtime.notification;

import dev.dizhtime.contracts.UserId;
import dev.dizhtime.contracts.wallet.PayoutPaid;
import dev.dizhtime.contracts.wallet.TopUpChargedBack;
import dev.dizhtime.contracts.wallet.TopUpDeclined;
import dev.dizhtime.contracts.wallet.WalletToppedUp;
import java.time.ZoneId;
import java.util.List;

/** What people are told about money that comes and goes. */
final class MoneyWording {
  private MoneyWording() {}

  static List<Notice> of(WalletToppedUp event) {
    String amount = Amounts.text(event.amount());
    return List.of(
        new Notice(
            event.userId(),
            "wallet.topped-up",
            amount + " in your wallet",
            "Your wallet was topped up with " + amount + "."));
  }

  static List<Notice> of(TopUpDeclined event) {
    String amount = Amounts.text(event.amount());
    return List.of(
        new Notice(
            event.userId(),
            "wallet.top-up-declined",
            "Your payment of " + amount + " was declined",
            Reasons.payment(event.reason())
                + " Nothing was charged, and your wallet is as it was. You can try again."));
  }

  static List<Notice> of(TopUpChargedBack event) {
    String amount = Amounts.text(event.amount());
    return List.of(
        new Notice(
            event.userId(),
            "wallet.top-up-charged-back",
            "A payment of " + amount + " was taken back",
            "Your bank has taken back a payment of "
                + amount
                + " into your wallet, so that money is no longer there."));
  }

  /**
   * A payout.
   *
   * @param payee who owns what was paid
   * @param name the restaurant's, or null for a driver
   * @param zone by which the period's days are named
   */
  static List<Notice> of(PayoutPaid event, UserId payee, String name, ZoneId zone) {
    String amount = Amounts.text(event.amount());
    String what = name == null ? "your deliveries" : PlainText.line(name, 60);
    return List.of(
        new Notice(
            payee,
            "wallet.payout-paid",
            amount + " are on their way to you",
            "We have paid you "
                + amount
                + " for "
                + what
                + ", "
                + Times.period(event.from(), event.to(), zone)
                + ". The statement shows each order."));
  }
}
