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
import dev.dizhtime.contracts.order.Charges;
import dev.dizhtime.contracts.order.OrderLine;
import dev.dizhtime.contracts.order.PaymentMethod;
import dev.dizhtime.contracts.restaurant.MenuItem;
import dev.dizhtime.contracts.restaurant.OpeningPeriod;
import dev.dizhtime.contracts.restaurant.Option;
import dev.dizhtime.contracts.restaurant.OptionGroup;
import dev.dizhtime.contracts.restaurant.RestaurantPublished;
import dev.dizhtime.order.model.Pricing.Offer;
import dev.dizhtime.order.model.QuoteOutcome.Quoted;
import dev.dizhtime.order.model.QuoteOutcome.Refused;
import dev.dizhtime.order.model.QuoteRequest.WantedItem;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Options, stock, small orders, promotions, cash and time. {@link Given#NOW} is 07:00 there. */
class QuoteRulesTest {
  private static final Tariff TARIFF =
      new Tariff(199, 100, 5_000, 1_000, 1_500, 100_000, 1_000, 150, 3_000);
  private static final MenuItemId PIZZA = new MenuItemId(new UUID(4, 1));
  private static final MenuItemId CAKE = new MenuItemId(new UUID(4, 2));
  private static final Place HOME = new Place("2 Home St", new GeoPoint(40.71, -74.00));

  @Test
  void addsOptionsToThePriceAndSaysThemInTheMenusOrder() {
    OrderLine line = quoted(wish(pizza(2, "olives", "large"))).terms().lines().getFirst();

    assertThat(line.unitPrice()).isEqualTo(usd(1_000 + 300 + 75));
    assertThat(line.options()).containsExactly("Size: large", "Extras: olives");
    assertThat(quoted(wish(pizza(2, "olives", "large"))).choices())
        .containsExactly(List.of("large", "olives"));
  }

  @Test
  void refusesOptionsThatAreUnknownGoneTwiceTooFewOrTooMany() {
    for (List<String> options :
        List.of(
            List.of("small", "gold"),
            List.of("small", "truffle"),
            List.of("small", "olives", "olives"),
            List.<String>of(),
            List.of("small", "large"))) {
      assertThat(refused(wish(new WantedItem(PIZZA, 1, options))).field())
          .as("%s", options)
          .isEqualTo("items[0].options");
    }
  }

  @Test
  void takesOneItemOnSeveralLinesOnlyWithDifferentOptions() {
    assertThat(quoted(wish(pizza(1, "small"), pizza(1, "large"))).terms().lines()).hasSize(2);
    assertThat(refused(wish(pizza(1, "small", "olives"), pizza(1, "olives", "small"))).field())
        .isEqualTo("items[1].itemId");
    assertThat(refused(wish(pizza(50, "small"), pizza(50, "large"))).field())
        .isEqualTo("items[1].quantity");
  }

  @Test
  void refusesMoreThanThereIsOnAllLinesTogether() {
    assertThat(quoted(wish(new WantedItem(CAKE, 3))).terms().lines()).hasSize(1);
    assertThat(refused(wish(new WantedItem(CAKE, 4))).field()).isEqualTo("items[0].itemId");
  }

  @Test
  void addsAFeeToSmallOrdersOnly() {
    assertThat(quoted(wish(new WantedItem(CAKE, 1))).terms().charges().smallOrderFee())
        .isEqualTo(usd(150));
    assertThat(quoted(wish(pizza(1, "small"))).terms().charges().smallOrderFee()).isEqualTo(usd(0));
  }

  @Test
  void takesCashUpToABound() {
    assertThat(quoted(paid(PaymentMethod.CASH, pizza(1, "small"))).terms().cash()).isTrue();
    assertThat(refused(paid(PaymentMethod.CASH, pizza(3, "small"))).field()).isEqualTo("payment");
    assertThat(quoted(paid(PaymentMethod.WALLET, pizza(3, "small"))).terms().cash()).isFalse();
  }

  @Test
  void takesOrdersForLaterWithinAWeekAndWithinOpeningHours() {
    assertThat(refused(at(Duration.ofMinutes(15).minusMillis(1))).field())
        .isEqualTo("scheduledFor");
    assertThat(quoted(at(Duration.ofMinutes(15))).terms().scheduledFor())
        .isEqualTo(NOW.plus(Duration.ofMinutes(15)));
    assertThat(quoted(at(Duration.ofDays(7))).terms().scheduledFor()).isNotNull();
    assertThat(refused(at(Duration.ofDays(7).plusMillis(1))).field()).isEqualTo("scheduledFor");
    assertThat(refused(at(Duration.ofHours(15))).field()).isEqualTo("scheduledFor");
  }

  @Test
  void refusesAnOrderForNowOutsideOpeningHours() {
    var outcome =
        new Pricing(TARIFF)
            .quote(
                new QuoteId(new UUID(3, 1)),
                wish(pizza(1, "small")),
                new Offer(Optional.of(restaurant())),
                Instant.parse("2026-11-24T04:00:00Z"));

    assertThat(outcome).isInstanceOf(Refused.class);
    assertThat(((Refused) outcome).field()).isEqualTo("restaurantId");
  }

  @Test
  void takesOffAShareRoundedHalfUpOrAFixedAmount() {
    assertThat(discount(promotion(1_250, null, 0), pizza(1, "small"))).isEqualTo(usd(125));
    assertThat(discount(promotion(1_255, null, 0), pizza(1, "small"))).isEqualTo(usd(126));
    assertThat(discount(promotion(null, 300L, 0), pizza(1, "small"))).isEqualTo(usd(300));
  }

  @Test
  void neverTakesOffMoreThanItemsAndFees() {
    Charges charges = promoted(promotion(null, 9_000_000L, 0), pizza(1, "small")).charges();

    assertThat(charges.discount()).isEqualTo(charges.items().plus(charges.delivery()));
    assertThat(charges.total()).isEqualTo(charges.tax().plus(charges.tip()));
  }

  @Test
  void refusesPromotionsThatDoNotApply() {
    Promotion good = promotion(1_000, null, 0);
    assertThat(refusal(Optional.empty())).isEqualTo("is not known");
    assertThat(refusal(offer(promotion(1_000, null, 1_001), 0))).startsWith("needs items");
    assertThat(refusal(offer(good, 1))).startsWith("was used by you");
    assertThat(refusal(offer(used(good), 0))).isEqualTo("is used up");
    assertThat(refusal(offer(from(good, NOW.plusMillis(1), NOW.plusSeconds(9)), 0)))
        .isEqualTo("is not valid at present");
    assertThat(refusal(offer(from(good, NOW.minusSeconds(9), NOW), 0)))
        .isEqualTo("is not valid at present");
  }

  /** 2,000 baskets from one seed: nothing is lost and nothing appears by rounding. */
  @Test
  void chargesOfRandomBasketsAddUp() {
    Random random = new Random(20_261_123);
    for (int i = 0; i < 2_000; i++) {
      Tariff tariff =
          new Tariff(
              random.nextInt(500),
              random.nextInt(300),
              50_000,
              random.nextInt(3_000),
              1_500,
              Tariff.MAX_ORDER_CEILING_MINOR,
              random.nextInt(5_000),
              random.nextInt(500),
              0);
      MenuItem item = item(PIZZA, random.nextInt(5_000) + 1, null);
      var request =
          new QuoteRequest(
              CUSTOMER,
              RESTAURANT,
              List.of(new WantedItem(PIZZA, random.nextInt(99) + 1, List.of("small"))),
              new Place("x", new GeoPoint(40.70 + random.nextDouble() / 10, -74.00)),
              usd(random.nextInt(1_000)),
              null,
              null,
              "CODE-1");
      boolean share = random.nextBoolean();
      Promotion promotion =
          promotion(
              share ? random.nextInt(10_000) + 1 : null,
              share ? null : (long) random.nextInt(20_000) + 1,
              0);
      var outcome =
          new Pricing(tariff)
              .quote(
                  new QuoteId(new UUID(3, 1)),
                  request,
                  new Offer(Optional.of(restaurant(item)), offer(promotion, 0)),
                  NOW);
      addsUp(((Quoted) outcome).quote().terms());
    }
  }

  private static void addsUp(Terms terms) {
    Charges charges = terms.charges();
    long linesMinor = terms.lines().stream().mapToLong(line -> line.total().amountMinor()).sum();
    long reducible =
        charges.items().plus(charges.delivery()).plus(charges.smallOrderFee()).amountMinor();
    assertThat(linesMinor).isEqualTo(charges.items().amountMinor());
    assertThat(charges.discount().amountMinor()).isBetween(0L, reducible);
    assertThat(charges.total().amountMinor())
        .isEqualTo(
            reducible
                + charges.tax().amountMinor()
                + charges.tip().amountMinor()
                - charges.discount().amountMinor())
        .isPositive();
  }

  private static Money discount(Promotion promotion, WantedItem... items) {
    return promoted(promotion, items).charges().discount();
  }

  private static Terms promoted(Promotion promotion, WantedItem... items) {
    var outcome = quote(promotionWish(items), offer(promotion, 0));
    assertThat(outcome).isInstanceOf(Quoted.class);
    assertThat(((Quoted) outcome).quote().promotionCode()).isEqualTo(promotion.code());
    return ((Quoted) outcome).quote().terms();
  }

  private static String refusal(Optional<Promotion.Offer> offer) {
    var outcome = (Refused) quote(promotionWish(pizza(1, "small")), offer);
    assertThat(outcome.field()).isEqualTo("promotionCode");
    return outcome.reason();
  }

  private static Optional<Promotion.Offer> offer(Promotion promotion, int own) {
    return Optional.of(new Promotion.Offer(promotion, own));
  }

  private static Promotion promotion(Integer basisPoints, Long amountMinor, long minimumMinor) {
    return new Promotion(
        "CODE-1",
        basisPoints,
        amountMinor,
        "USD",
        minimumMinor,
        NOW,
        NOW.plusSeconds(1),
        10,
        1,
        0,
        null);
  }

  private static Promotion used(Promotion p) {
    return new Promotion(
        p.code(),
        p.basisPoints(),
        p.amountMinor(),
        p.currency(),
        0,
        p.validFrom(),
        p.validTo(),
        10,
        1,
        10,
        null);
  }

  private static Promotion from(Promotion p, Instant from, Instant to) {
    return new Promotion(
        p.code(), p.basisPoints(), p.amountMinor(), p.currency(), 0, from, to, 10, 1, 0, null);
  }

  private static QuoteRequest promotionWish(WantedItem... items) {
    return new QuoteRequest(
        CUSTOMER, RESTAURANT, List.of(items), HOME, usd(100), null, null, "code-1");
  }

  private static QuoteRequest paid(PaymentMethod payment, WantedItem... items) {
    return new QuoteRequest(CUSTOMER, RESTAURANT, List.of(items), HOME, null, payment, null, null);
  }

  private static QuoteRequest at(Duration ahead) {
    return new QuoteRequest(
        CUSTOMER, RESTAURANT, List.of(pizza(1, "small")), HOME, null, null, NOW.plus(ahead), null);
  }

  private static QuoteRequest wish(WantedItem... items) {
    return new QuoteRequest(CUSTOMER, RESTAURANT, List.of(items), HOME, null);
  }

  private static WantedItem pizza(int quantity, String... options) {
    return new WantedItem(PIZZA, quantity, List.of(options));
  }

  private static Quote quoted(QuoteRequest request) {
    var outcome = quote(request, Optional.empty());
    assertThat(outcome).isInstanceOf(Quoted.class);
    return ((Quoted) outcome).quote();
  }

  private static Refused refused(QuoteRequest request) {
    var outcome = quote(request, Optional.empty());
    assertThat(outcome).isInstanceOf(Refused.class);
    return (Refused) outcome;
  }

  private static QuoteOutcome quote(QuoteRequest request, Optional<Promotion.Offer> promotion) {
    return new Pricing(TARIFF)
        .quote(
            new QuoteId(new UUID(3, 1)),
            request,
            new Offer(Optional.of(restaurant()), promotion),
            NOW);
  }

  private static MenuItem item(MenuItemId id, long minor, Integer stock) {
    List<OptionGroup> groups =
        List.of(
            new OptionGroup(
                "size",
                "Size",
                1,
                1,
                List.of(option("small", 0, true), option("large", 300, true))),
            new OptionGroup(
                "extras",
                "Extras",
                0,
                2,
                List.of(option("olives", 75, true), option("truffle", 900, false))));
    return new MenuItem(
        id, "Item", "", "All", usd(minor), true, stock == null ? groups : List.of(), stock);
  }

  private static Option option(String id, long minor, boolean available) {
    return new Option(id, id, usd(minor), available);
  }

  private static RestaurantPublished restaurant() {
    return restaurant(item(PIZZA, 1_000, null), item(CAKE, 300, 3));
  }

  /** Open from 06:00 to 22:00 on all days. */
  private static RestaurantPublished restaurant(MenuItem... menu) {
    List<OpeningPeriod> hours =
        List.of(DayOfWeek.values()).stream()
            .map(day -> new OpeningPeriod(day, LocalTime.of(6, 0), LocalTime.of(22, 0)))
            .toList();
    return new RestaurantPublished(
        RESTAURANT,
        1,
        OWNER,
        "Luigi's",
        "Pizza",
        new Place("1 Kitchen St", new GeoPoint(40.70, -74.00)),
        "America/New_York",
        "USD",
        "A",
        true,
        List.of(menu),
        NOW,
        hours);
  }
}
