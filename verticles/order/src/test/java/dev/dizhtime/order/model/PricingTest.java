package dev.dizhtime.order.model;

import static dev.dizhtime.order.model.Given.CUSTOMER;
import static dev.dizhtime.order.model.Given.NOW;
import static dev.dizhtime.order.model.Given.OWNER;
import static dev.dizhtime.order.model.Given.RESTAURANT;
import static dev.dizhtime.order.model.Given.usd;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dizhtime.contracts.GeoPoint;
import dev.dizhtime.contracts.MenuItemId;
import dev.dizhtime.contracts.Money;
import dev.dizhtime.contracts.Place;
import dev.dizhtime.contracts.QuoteId;
import dev.dizhtime.contracts.restaurant.MenuItem;
import dev.dizhtime.contracts.restaurant.RestaurantPublished;
import dev.dizhtime.order.model.Pricing.Offer;
import dev.dizhtime.order.model.QuoteOutcome.Quoted;
import dev.dizhtime.order.model.QuoteOutcome.Refused;
import dev.dizhtime.order.model.QuoteRequest.WantedItem;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class PricingTest {
  private static final Tariff TARIFF = new Tariff(199, 100, 5_000, 1_000, 1_500, 100_000);
  private static final MenuItem PIZZA = item(1, usd(1_205), true);
  private static final MenuItem SOLD_OUT = item(2, usd(500), false);
  private static final MenuItem IN_EURO = item(3, new Money(500, "EUR"), true);
  private static final MenuItem FREE = item(4, usd(0), true);
  private static final MenuItem PRICELESS = item(5, usd(Money.MAX_AMOUNT_MINOR), true);
  private static final Place KITCHEN = new Place("1 Kitchen St", new GeoPoint(40.70, -74.00));
  private static final Place HOME = new Place("2 Home St", new GeoPoint(40.71, -74.00));
  private static final Place FAR = new Place("3 Far St", new GeoPoint(40.80, -74.00));

  @Test
  void addsUpItemsWayTaxAndTip() {
    Quote quote = quoted(request(usd(250), new WantedItem(PIZZA.itemId(), 2)));

    assertThat(quote.terms().charges().items()).isEqualTo(usd(2_410));
    // 1,112 m as the crow flies
    assertThat(quote.terms().charges().delivery()).isEqualTo(usd(199 + 111));
    assertThat(quote.terms().charges().tax()).isEqualTo(usd(241));
    assertThat(quote.terms().charges().tip()).isEqualTo(usd(250));
    assertThat(quote.terms().charges().total()).isEqualTo(usd(3_211));
  }

  @Test
  void takesNameAndPriceFromTheMenuAndHoldsForAQuarterOfAnHour() {
    Quote quote = quoted(request(null, new WantedItem(PIZZA.itemId(), 1)));

    assertThat(quote.terms().lines().getFirst().name()).isEqualTo("item 1");
    assertThat(quote.terms().lines().getFirst().unitPrice()).isEqualTo(usd(1_205));
    assertThat(quote.terms().charges().tip()).isEqualTo(usd(0));
    assertThat(quote.expired(NOW.plus(Duration.ofMinutes(15)).minusMillis(1))).isFalse();
    assertThat(quote.expired(NOW.plus(Duration.ofMinutes(15)))).isTrue();
  }

  @Test
  void refusesARestaurantThatCustomersDoNotSee() {
    var outcome =
        new Pricing(TARIFF)
            .quote(quoteId(), request(null, wanted(PIZZA)), new Offer(Optional.empty()), NOW);

    assertThat(outcome).isInstanceOf(Refused.class);
    assertThat(((Refused) outcome).field()).isEqualTo("restaurantId");
  }

  @Test
  void refusesAClosedRestaurant() {
    assertThat(refused(request(null, wanted(PIZZA)), restaurant(false)).field())
        .isEqualTo("restaurantId");
  }

  @Test
  void refusesWhatIsNotOnTheMenu() {
    var stranger = new WantedItem(new MenuItemId(new UUID(9, 9)), 1);

    assertThat(refused(request(null, wanted(PIZZA), stranger)).field())
        .isEqualTo("items[1].itemId");
  }

  @Test
  void refusesWhatIsSoldOutOrPricedInAnotherCurrency() {
    assertThat(refused(request(null, wanted(SOLD_OUT))).field()).isEqualTo("items[0].itemId");
    assertThat(refused(request(null, wanted(IN_EURO))).field()).isEqualTo("items[0].itemId");
  }

  @Test
  void refusesTheSameItemTwice() {
    assertThat(refused(request(null, wanted(PIZZA), wanted(PIZZA))).field())
        .isEqualTo("items[1].itemId");
  }

  @Test
  void refusesQuantitiesOutOfRange() {
    for (int quantity : new int[] {Integer.MIN_VALUE, -1, 0, 100}) {
      assertThat(refused(request(null, new WantedItem(PIZZA.itemId(), quantity))).field())
          .isEqualTo("items[0].quantity");
    }
  }

  @Test
  void refusesADropoffThatIsTooFar() {
    var request = new QuoteRequest(CUSTOMER, RESTAURANT, List.of(wanted(PIZZA)), FAR, null);

    assertThat(refused(request).field()).isEqualTo("dropoff.location");
  }

  @Test
  void refusesATipInAnotherCurrencyOrBeyondAllMeasure() {
    assertThat(refused(request(new Money(1, "EUR"), wanted(PIZZA))).field())
        .isEqualTo("tip.currency");
    assertThat(refused(request(usd(Money.MAX_AMOUNT_MINOR), wanted(PIZZA))).field())
        .isEqualTo("tip.amountMinor");
    assertThat(refused(request(usd(99_999), wanted(PIZZA))).field()).isEqualTo("tip");
  }

  @Test
  void refusesATotalThatIsTooHighWithoutOverflow() {
    assertThat(refused(request(null, new WantedItem(PRICELESS.itemId(), 99))).field())
        .isEqualTo("items");
    assertThat(refused(request(null, new WantedItem(PIZZA.itemId(), 82))).field())
        .isEqualTo("items");
  }

  @Test
  void refusesAnOrderThatCostsNothing() {
    var free = new Tariff(0, 0, 5_000, 1_000, 1_500, 100_000);
    var outcome =
        new Pricing(free)
            .quote(
                quoteId(),
                request(null, wanted(FREE)),
                new Offer(Optional.of(restaurant(true))),
                NOW);

    assertThat(outcome).isInstanceOf(Refused.class);
  }

  private static Quote quoted(QuoteRequest request) {
    var outcome =
        new Pricing(TARIFF)
            .quote(quoteId(), request, new Offer(Optional.of(restaurant(true))), NOW);
    assertThat(outcome).isInstanceOf(Quoted.class);
    return ((Quoted) outcome).quote();
  }

  private static Refused refused(QuoteRequest request) {
    return refused(request, restaurant(true));
  }

  private static Refused refused(QuoteRequest request, RestaurantPublished restaurant) {
    var outcome =
        new Pricing(TARIFF).quote(quoteId(), request, new Offer(Optional.of(restaurant)), NOW);
    assertThat(outcome).isInstanceOf(Refused.class);
    return (Refused) outcome;
  }

  private static QuoteRequest request(Money tip, WantedItem... items) {
    return new QuoteRequest(CUSTOMER, RESTAURANT, List.of(items), HOME, tip);
  }

  private static WantedItem wanted(MenuItem item) {
    return new WantedItem(item.itemId(), 1);
  }

  private static QuoteId quoteId() {
    return new QuoteId(new UUID(3, 1));
  }

  private static MenuItem item(int number, Money price, boolean available) {
    return new MenuItem(
        new MenuItemId(new UUID(4, number)), "item " + number, "", "All", price, available);
  }

  private static RestaurantPublished restaurant(boolean open) {
    return new RestaurantPublished(
        RESTAURANT,
        1,
        OWNER,
        "Luigi's",
        "Pizza",
        KITCHEN,
        "America/New_York",
        "USD",
        "A",
        open,
        List.of(PIZZA, SOLD_OUT, IN_EURO, FREE, PRICELESS),
        NOW);
  }
}
