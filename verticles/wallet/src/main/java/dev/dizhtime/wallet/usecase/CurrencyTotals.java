package dev.dizhtime.wallet.usecase;

/** The sums of all accounts' counters in one currency, in minor units. */
public record CurrencyTotals(
    String currency,
    long debitsPostedMinor,
    long creditsPostedMinor,
    long debitsPendingMinor,
    long creditsPendingMinor) {
  /** How far debits and credits are apart; 0 when the books balance. */
  public long imbalanceMinor() {
    return Math.addExact(
        Math.absExact(Math.subtractExact(debitsPostedMinor, creditsPostedMinor)),
        Math.absExact(Math.subtractExact(debitsPendingMinor, creditsPendingMinor)));
  }
}
