package dev.dizhtime.restaurant.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dizhtime.contracts.Money;
import dev.dizhtime.contracts.restaurant.Option;
import dev.dizhtime.contracts.restaurant.OptionGroup;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class OptionRulesTest {
  private static final Option SMALL = option("small", 0, "USD");
  private static final Option LARGE = option("large", 200, "USD");

  @Test
  void takesAChoiceOfOneAndAChoiceOfSome() {
    assertThat(
            OptionRules.broken(
                List.of(
                    group("size", 1, 1, SMALL, LARGE),
                    group("extras", 0, 1, option("cheese", 50, "USD"))),
                "items[0]",
                "USD"))
        .isEmpty();
  }

  @Test
  void refusesAMinimumAboveTheMaximumAndAMaximumThatCannotBeReached() {
    refuses("items[0].options[0].min", group("size", 2, 1, SMALL, LARGE));
    refuses("items[0].options[0].min", group("size", -1, 1, SMALL, LARGE));
    refuses("items[0].options[0].max", group("size", 0, 3, SMALL, LARGE));
    refuses("items[0].options[0].max", group("size", 0, 0, SMALL, LARGE));
  }

  @Test
  void refusesIdsThatAreUsedTwiceInAnItem() {
    refuses("items[0].options[1].groupId", group("size", 0, 1, SMALL), group("size", 0, 1, LARGE));
    refuses(
        "items[0].options[1].options[0].optionId",
        group("size", 0, 1, SMALL),
        group("extras", 0, 1, SMALL));
    refuses("items[0].options[0].options[1].optionId", group("size", 0, 1, SMALL, SMALL));
  }

  @Test
  void refusesPricesOfAnotherCurrencyOrBeyondAllMeasure() {
    refuses(
        "items[0].options[0].options[0].price.currency",
        group("size", 0, 1, option("small", 1, "EUR")));
    refuses(
        "items[0].options[0].options[0].price.amountMinor",
        group("size", 0, 1, option("small", MenuRules.MAX_PRICE_MINOR + 1, "USD")));
    refuses(
        "items[0].options[0].options[0].price",
        group("size", 0, 1, new Option("small", "Small", null, true)));
  }

  @Test
  void refusesEmptyNamesAndTooManyOfAnything() {
    refuses("items[0].options[0].groupId", group(" ", 0, 1, SMALL));
    refuses("items[0].options[0].options", group("size", 0, 1));
    refuses(
        "items[0].options[0].options",
        group("size", 0, 1, Collections.nCopies(31, SMALL).toArray(Option[]::new)));
    refuses(
        "items[0].options",
        Collections.nCopies(21, group("size", 0, 1, SMALL)).toArray(OptionGroup[]::new));
  }

  private static void refuses(String field, OptionGroup... groups) {
    assertThat(OptionRules.broken(List.of(groups), "items[0]", "USD"))
        .map(Refusal.Unacceptable::field)
        .contains(field);
  }

  private static OptionGroup group(String id, int min, int max, Option... options) {
    return new OptionGroup(id, "Choice", min, max, List.of(options));
  }

  private static Option option(String id, long minor, String currency) {
    return new Option(id, "Option", new Money(minor, currency), true);
  }
}
