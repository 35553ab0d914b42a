package dev.dizhtime.order.usecase;

import dev.dizhtime.order.model.Quote;
import java.util.Optional;

/** Quotes in the form in which customers carry them: readable by all, made only by us. */
public interface QuoteTokens {
  /** The quote as a signed token. */
  String sign(Quote quote);

  /** The quote in a token; empty when it is not one that we signed. It may have expired. */
  Optional<Quote> read(String token);
}
