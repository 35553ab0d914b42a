package dev.dizhtime.portal.driver;

import dev.dizhtime.portal.design.Exchange;
import dev.dizhtime.portal.design.api.ApiProblemException;
import dev.dizhtime.portal.design.api.ApiRequest;
import java.util.List;
import java.util.Optional;

/**
 * A driver's money, for each currency: what they earned and were given, and the cash that they have
 * taken for the platform.
 */
record Purse(List<Line> lines) {
  /**
   * One account.
   *
   * @param kind DRIVER (fees), TIP or CASH (to be brought in)
   */
  record Line(String kind, long amountMinor, String currency) {}

  private record Wallet(List<Account> accounts) {}

  private record Account(String kind, String currency, long postedMinor, long pendingMinor) {}

  /**
   * The purse of who is logged in; empty when the wallet does not answer, which stops no driver.
   */
  static Optional<Purse> of(Exchange exchange) {
    try {
      Wallet wallet = exchange.api(ApiRequest.get("/api/wallet"), Wallet.class);
      return Optional.of(
          new Purse(
              wallet.accounts().stream()
                  .filter(each -> List.of("DRIVER", "TIP", "CASH_FLOAT").contains(each.kind()))
                  .map(Purse::line)
                  .toList()));
    } catch (ApiProblemException e) {
      if (!e.problem().forTheForm() && e.problem().status() < 500) {
        throw e;
      }
      return Optional.empty();
    }
  }

  /** The float is below zero by what the driver has to bring in. */
  private static Line line(Account account) {
    return account.kind().equals("CASH_FLOAT")
        ? new Line("CASH", -account.postedMinor(), account.currency())
        : new Line(account.kind(), account.postedMinor(), account.currency());
  }
}
