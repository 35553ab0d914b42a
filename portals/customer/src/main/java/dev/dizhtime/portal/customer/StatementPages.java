package dev.dizhtime.portal.customer;

import dev.dizhtime.portal.design.Exchange;
import dev.dizhtime.portal.design.api.ApiProblem;
import dev.dizhtime.portal.design.api.ApiProblemException;
import dev.dizhtime.portal.design.api.ApiRequest;
import dev.dizhtime.portal.design.view.View;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** What happened to a customer's wallet, by days in UTC, on pages or as a file. */
final class StatementPages {
  static final View PAGE = View.page("customer/templates/statement");

  private static final String LIMIT = "50";
  private static final int MAX_CURSOR = 200;
  private static final int USUAL_DAYS = 31;
  private static final Set<String> PURPOSES =
      Set.of("TOP_UP", "CAPTURE", "REFUND", "COMPENSATION", "CHARGEBACK", "TRANSFER");

  private final Clock clock;

  StatementPages(Clock clock) {
    this.clock = clock;
  }

  /** The caller's accounts, as the platform answers them. */
  record Wallet(List<Account> accounts) {
    Wallet {
      accounts = accounts == null ? List.of() : accounts;
    }
  }

  /** One account. */
  record Account(String accountId, String kind) {}

  /** One movement. */
  record Line(String purpose, long debitMinor, long creditMinor, String orderId, Instant at) {
    /** What it is for, as the texts below "purpose." name it. */
    public String known() {
      return PURPOSES.contains(purpose) ? purpose : "TRANSFER";
    }
  }

  /** The movements of a period, the oldest first. */
  record Statement(
      String currency, long openingMinor, long closingMinor, List<Line> items, String nextCursor) {
    Statement {
      items = items == null ? List.of() : items;
    }
  }

  /** From the first day to the last, both included. */
  record Period(LocalDate from, LocalDate to) {}

  void show(Exchange exchange) {
    Period period = period(exchange);
    Map<String, Object> model = new HashMap<>();
    model.put("period", period);
    model.put("statement", null);
    model.put("error", null);
    int status = 200;
    Optional<UUID> account = account(exchange);
    if (account.isPresent()) {
      String cursor = exchange.query("cursor").filter(c -> c.length() <= MAX_CURSOR).orElse("");
      ApiRequest request =
          of(account.get(), "statement", period).with("limit", LIMIT).with("cursor", cursor);
      try {
        model.put("statement", exchange.api(request, Statement.class));
      } catch (ApiProblemException e) {
        ApiProblem problem = e.problem();
        if (!problem.forTheForm()) {
          throw e;
        }
        status = problem.status();
        model.put("error", problem.said());
      }
    }
    exchange.show(status, PAGE, model);
  }

  void csv(Exchange exchange) {
    Period period = period(exchange);
    UUID account =
        account(exchange)
            .orElseThrow(() -> new ApiProblem(null, 404, null, null, List.of()).exception());
    ApiRequest request = of(account, "statement.csv", period).header("accept", "text/csv");
    String file = "statement-" + period.from + "-" + period.to + ".csv";
    exchange.download(file, "text/csv", exchange.api(request, String.class));
  }

  private static ApiRequest of(UUID account, String what, Period period) {
    return ApiRequest.get("/api/wallet/accounts/" + account + "/" + what)
        .with("from", period.from.atStartOfDay(ZoneOffset.UTC).toInstant().toString())
        .with("to", period.to.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant().toString());
  }

  private static Optional<UUID> account(Exchange exchange) {
    Wallet wallet = exchange.api(ApiRequest.get("/api/wallet"), Wallet.class);
    return wallet.accounts().stream()
        .filter(each -> "CUSTOMER".equals(each.kind))
        .map(each -> UUID.fromString(each.accountId))
        .findFirst();
  }

  private Period period(Exchange exchange) {
    LocalDate today = clock.instant().atZone(ZoneOffset.UTC).toLocalDate();
    LocalDate to = day(exchange, "to").orElse(today);
    LocalDate from = day(exchange, "from").orElse(to.minusDays(USUAL_DAYS));
    return new Period(from, to);
  }

  private static Optional<LocalDate> day(Exchange exchange, String name) {
    try {
      return exchange.query(name).filter(text -> text.length() == 10).map(LocalDate::parse);
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }
}
