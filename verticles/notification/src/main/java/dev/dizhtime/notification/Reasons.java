package dev.dizhtime.notification;

import java.util.Map;

/**
 * What codes mean, in sentences that people understand. A code that is newer than this table says
 * nothing rather than showing itself.
 */
final class Reasons {
  /** The longest quotation of somebody's own words. */
  private static final int MAX_QUOTE = 300;

  private static final Map<String, String> ORDER =
      Map.ofEntries(
          Map.entry("CUSTOMER_CANCELLED", "The customer changed their mind."),
          Map.entry("NO_DRIVER", "No driver was free to bring it."),
          Map.entry("RESTAURANT_TIMEOUT", "The restaurant did not answer in time."),
          Map.entry("RESTAURANT_CLOSED", "The restaurant has closed."),
          Map.entry("KITCHEN_TIMEOUT", "The kitchen did not finish it in time."),
          Map.entry("ITEM_SOLD_OUT", "Something of it is sold out."),
          Map.entry("DRIVER_LOST", "The driver who had it was not heard of again."),
          Map.entry("DRIVER_ABANDONED", "The driver could not go on."),
          Map.entry("OPERATOR", "Our support team stepped in."),
          Map.entry("INSUFFICIENT_FUNDS", "There is not enough money in the wallet."),
          Map.entry("UNKNOWN_ACCOUNT", "There is no money in the wallet yet."),
          Map.entry("FUNDS_TIMEOUT", "The payment was not confirmed in time."),
          Map.entry("FUNDS_EXPIRED", "The payment could not be held any longer."));

  private static final Map<String, String> DRIVER =
      Map.ofEntries(
          Map.entry("CASH_LIMIT", "You carry as much cash as you may; hand some in first."),
          Map.entry("PICKUP_LATE", "It was not picked up in time."),
          Map.entry("DRIVER_DROPPED_OUT", "You gave it back."),
          Map.entry("OPERATOR", "Our support team stepped in."),
          Map.entry("ACCIDENT", "You reported an accident."),
          Map.entry("VEHICLE", "You reported trouble with your vehicle."),
          Map.entry("ILLNESS", "You reported that you are not well."),
          Map.entry("OTHER", "You reported that you can't go on."));

  private static final Map<String, String> PAYMENT =
      Map.ofEntries(
          Map.entry("card_declined", "Your bank declined it."),
          Map.entry("insufficient_funds", "There is not enough money on the card."),
          Map.entry("expired_card", "The card has expired."),
          Map.entry("lost_card", "Your bank declined it."),
          Map.entry("stolen_card", "Your bank declined it."),
          Map.entry("incorrect_cvc", "The card's security code was wrong."),
          Map.entry("authentication_required", "Your bank wanted a confirmation from you."),
          Map.entry("processing_error", "The payment provider could not process it."));

  private Reasons() {}

  /** Why an order ended; "" when there is nothing to say. */
  static String order(String reason) {
    return inWords(ORDER, reason);
  }

  /** Why a delivery ended, said to its driver; "" when there is nothing to say. */
  static String driver(String reason) {
    return inWords(DRIVER, reason);
  }

  /** Why a payment did not come about; never empty. */
  static String payment(String reason) {
    String words = inWords(PAYMENT, reason);
    return words.isEmpty() ? "The payment provider declined it." : words;
  }

  /** A code's sentence, or the restaurant's own words with a full stop. */
  static String orOwnWords(String reason) {
    if (isCode(reason)) {
      return order(reason);
    }
    String words = PlainText.line(reason, MAX_QUOTE);
    return words.isEmpty() ? "" : "Its words: “" + words + "”";
  }

  private static String inWords(Map<String, String> table, String reason) {
    return reason == null ? "" : table.getOrDefault(reason, "");
  }

  private static boolean isCode(String reason) {
    return reason != null && reason.matches("[A-Z]+(_[A-Z]+)+");
  }
}
