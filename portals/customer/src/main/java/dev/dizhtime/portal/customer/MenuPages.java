package dev.dizhtime.portal.customer;

import dev.dizhtime.contracts.Money;
import dev.dizhtime.contracts.Place;
import dev.dizhtime.portal.design.Exchange;
import dev.dizhtime.portal.design.api.ApiProblem;
import dev.dizhtime.portal.design.api.ApiProblemException;
import dev.dizhtime.portal.design.api.ApiRequest;
import dev.dizhtime.portal.design.view.Amounts;
import dev.dizhtime.portal.design.view.View;
import dev.dizhtime.runtime.http.Problem.FieldError;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/** A restaurant's menu, and what a choice from it costs. */
final class MenuPages {
  static final View MENU = View.page("customer/templates/menu");

  /** The fields besides what is chosen from the menu that have a place on the page. */
  private static final Set<String> FIELDS =
      Set.of("dropoff", "tip", "scheduledFor", "promotionCode", "payment", "restaurantId");

  /** What the platform may find wrong and we say in the reader's own words. */
  private static final Map<String, String> WORDS =
      Map.of(
          "restaurantId", "menu.closed-now",
          "dropoff.location", "menu.too-far",
          "scheduledFor", "menu.not-then");

  private final Clock clock;

  MenuPages(Clock clock) {
    this.clock = clock;
  }

  /** The menu, with what its address says is chosen. */
  void show(Exchange exchange) {
    Restaurant restaurant = restaurant(exchange);
    Basket basket = Basket.of(exchange::queryAll, restaurant.menu());
    Map<String, Object> model = menu(exchange, restaurant, basket, Map.of());
    model.put("dropoff", Dropoff.proposed(exchange));
    exchange.show(MENU, model);
  }

  /** The menu again, with what was chosen. */
  void change(Exchange exchange) {
    Restaurant restaurant = restaurant(exchange);
    Basket basket = Basket.of(exchange::formAll, restaurant.menu());
    exchange.show(MENU, menu(exchange, restaurant, basket, Map.of()));
  }

  /** Where a visitor comes back to after logging in: the menu, with what was chosen. */
  String withTheChoice(Exchange exchange) {
    return ChoiceLink.to("/restaurants/" + exchange.pathId("restaurantId"), exchange.formFields());
  }

  void quote(Exchange exchange) {
    Restaurant restaurant = restaurant(exchange);
    Basket basket = Basket.of(exchange::formAll, restaurant.menu());
    Map<String, String> wrong = new LinkedHashMap<>();
    Optional<Place> dropoff = Dropoff.typed(exchange).place();
    Optional<Money> tip = tip(exchange, restaurant);
    Optional<String> typedTime = exchange.form("scheduledFor");
    Optional<Instant> scheduledFor = typedTime.flatMap(restaurant.hours()::instant);
    if (dropoff.isEmpty()) {
      wrong.put("dropoff", "menu.where-to");
    }
    if (tip.isEmpty()) {
      wrong.put("tip", "menu.wrong-tip");
    }
    if (typedTime.isPresent() && scheduledFor.isEmpty()) {
      wrong.put("scheduledFor", "menu.wrong-time");
    }
    if (basket.lines().isEmpty() || !wrong.isEmpty()) {
      Map<String, Object> model = menu(exchange, restaurant, basket, Map.of());
      model.put("said", basket.lines().isEmpty() ? "menu.nothing-chosen" : "menu.no-quote");
      model.put("wrong", wrong);
      exchange.show(422, MENU, model);
      return;
    }
    Map<String, Object> request = new HashMap<>();
    request.put("restaurantId", restaurant.restaurantId());
    request.put("items", basket.lines().stream().map(MenuPages::item).toList());
    request.put("dropoff", dropoff.get());
    request.put("tip", tip.get());
    scheduledFor.ifPresent(at -> request.put("scheduledFor", at));
    exchange.form("promotionCode").ifPresent(code -> request.put("promotionCode", code));
    request.put("payment", payment(exchange));
    ask(exchange, restaurant, basket, request, dropoff.get(), scheduledFor.orElse(null));
  }

  private void ask(
      Exchange exchange,
      Restaurant restaurant,
      Basket basket,
      Map<String, Object> request,
      Place dropoff,
      Instant scheduledFor) {
    try {
      Quote quote = exchange.api(ApiRequest.post("/api/quotes", request), Quote.class);
      var wish = new Quote.Wish(dropoff, scheduledFor, restaurant.timeZone(), payment(exchange));
      quote.show(exchange, wish, Quote.Again.ofMenu(restaurant.restaurantId(), exchange));
    } catch (ApiProblemException e) {
      ApiProblem problem = e.problem();
      // A price costs nothing, so without an answer the choice stays, too.
      if (!problem.forTheForm() && !problem.unsure()) {
        throw e;
      }
      exchange.show(problem.status(), MENU, refused(exchange, restaurant, basket, problem));
    }
  }

  /** The menu with what was chosen, and why there is no price for it. */
  private Map<String, Object> refused(
      Exchange exchange, Restaurant restaurant, Basket basket, ApiProblem problem) {
    Map<String, String> errors = new HashMap<>();
    Map<String, String> wrong = new HashMap<>();
    for (FieldError each : problem.errors()) {
      String place = basket.placeOf(each.field());
      String words = WORDS.get(each.field());
      if (words == null) {
        errors.put(place, each.detail());
      } else {
        wrong.put(place, words);
      }
    }
    Map<String, Object> model = menu(exchange, restaurant, basket, errors);
    model.put("wrong", wrong);
    String unless = problem.unsure() ? "problem.kind.unavailable" : "menu.no-quote";
    model.put("said", wrong.getOrDefault("restaurantId", unless));
    boolean shown =
        Stream.concat(errors.keySet().stream(), wrong.keySet().stream())
            .allMatch(each -> FIELDS.contains(each) || basket.quantities().containsKey(each));
    model.put("detail", shown && !problem.errors().isEmpty() ? null : problem.said());
    return model;
  }

  private static Map<String, Object> item(Basket.Line line) {
    Map<String, Object> item = new HashMap<>();
    item.put("itemId", line.itemId());
    item.put("quantity", line.quantity());
    if (!line.options().isEmpty()) {
      item.put("options", line.options());
    }
    return item;
  }

  private static Restaurant restaurant(Exchange exchange) {
    UUID id = exchange.pathId("restaurantId");
    return exchange.api(ApiRequest.get("/api/restaurants/" + id), Restaurant.class);
  }

  private Map<String, Object> menu(
      Exchange exchange, Restaurant restaurant, Basket basket, Map<String, String> errors) {
    Instant now = clock.instant();
    Hours hours = restaurant.hours();
    boolean withinHours = hours.openAt(now);
    Map<String, Object> model = new HashMap<>();
    model.put("restaurant", restaurant);
    model.put("openNow", restaurant.open() && withinHours);
    model.put("opensAt", withinHours ? null : hours.nextOpening(now).orElse(null));
    model.put("basket", basket);
    model.put("said", null);
    model.put("detail", null);
    // Texts' keys of our own, and sentences of the platform, by field.
    model.put("wrong", Map.of());
    model.put("errors", errors);
    model.put("dropoff", Dropoff.typed(exchange));
    for (String field : List.of("scheduledFor", "promotionCode")) {
      model.put(field, given(exchange, field).orElse(null));
    }
    model.put("tip", given(exchange, "tip").orElse("0"));
    model.put("payment", payment(exchange));
    return model;
  }

  /** What was typed, or stands in the menu's address. */
  private static Optional<String> given(Exchange exchange, String field) {
    return exchange.form(field).or(() -> exchange.query(field));
  }

  private static String payment(Exchange exchange) {
    return given(exchange, "payment").filter("CASH"::equals).orElse("WALLET");
  }

  private static Optional<Money> tip(Exchange exchange, Restaurant restaurant) {
    return Amounts.minor(exchange.form("tip").orElse("0"), restaurant.currency())
        .map(minor -> new Money(minor, restaurant.currency()));
  }
}
