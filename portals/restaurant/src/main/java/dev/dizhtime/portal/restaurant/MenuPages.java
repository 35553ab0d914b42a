package dev.dizhtime.portal.restaurant;

import dev.dizhtime.contracts.restaurant.MenuItem;
import dev.dizhtime.portal.design.Exchange;
import dev.dizhtime.portal.design.api.ApiProblem;
import dev.dizhtime.portal.design.api.ApiProblemException;
import dev.dizhtime.portal.design.api.ApiRequest;
import dev.dizhtime.portal.design.view.View;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** A restaurant's menu: what is left of each item, and what each one is. */
final class MenuPages {
  static final View MENU = View.page("restaurant/templates/menu");
  static final View ITEM = View.page("restaurant/templates/item");

  private static final String NEW = "new";
  private static final int STALE = 412;

  void show(Exchange exchange) {
    showMenu(exchange, 200, Restaurant.read(exchange), null, null);
  }

  /** How many are left of one item, and whether it is to be had at all. */
  void stock(Exchange exchange) {
    Restaurant restaurant = Restaurant.read(exchange);
    UUID id = exchange.pathId("itemId");
    // Who changed only whether it is to be had must not put back what was sold meanwhile.
    String stock =
        asSeen(exchange) ? present(restaurant.item(id)) : exchange.form("stock").orElse("");
    var typed = new StockForm(id.toString(), stock, exchange.form("available").isPresent());
    if (!typed.readable()) {
      showMenu(exchange, 422, restaurant, typed, null);
      return;
    }
    try {
      String path = restaurant.address() + "/menu/" + id + "/stock";
      exchange.api(ApiRequest.put(path, typed.body()), Void.class);
    } catch (ApiProblemException e) {
      if (!e.problem().forTheForm() || restaurant.item(id).isEmpty()) {
        throw e;
      }
      showMenu(exchange, e.problem().status(), restaurant, typed, e.problem());
      return;
    }
    exchange.redirect(restaurant.page() + "/menu?saved=1");
  }

  /**
   * The menu, and what was refused of it, if something was.
   *
   * @param refused null when nothing was
   * @param problem null when what was typed can't be read
   */
  private static void showMenu(
      Exchange exchange, int status, Restaurant restaurant, StockForm refused, ApiProblem problem) {
    Map<String, Object> model = new HashMap<>();
    model.put("restaurant", restaurant);
    model.put("saved", exchange.query("saved").isPresent());
    model.put("refused", refused);
    model.put("problem", problem);
    exchange.show(status, MENU, model);
  }

  /** Whether the number left is still the one that the page was opened with. */
  private static boolean asSeen(Exchange exchange) {
    return exchange.form("stock").equals(exchange.form("seenStock"));
  }

  /** The number left as it is now; "" when nobody counts. */
  private static String present(Optional<MenuItem> item) {
    return item.map(MenuItem::stock).map(Object::toString).orElse("");
  }

  void edit(Exchange exchange) {
    Restaurant restaurant = Restaurant.read(exchange);
    Optional<MenuItem> item = item(exchange, restaurant);
    show(exchange, 200, restaurant, ItemForm.of(item), null);
  }

  void save(Exchange exchange) {
    Restaurant restaurant = Restaurant.read(exchange);
    Optional<MenuItem> changed = item(exchange, restaurant);
    ItemForm typed = ItemForm.of(exchange, restaurant.currency());
    ItemForm form = asSeen(exchange) ? typed.withStock(present(changed)) : typed;
    if (!form.wrong().isEmpty()) {
      show(exchange, 422, restaurant, form, null);
      return;
    }
    List<Object> items = new ArrayList<>();
    for (MenuItem each : restaurant.menu()) {
      boolean same = changed.filter(each::equals).isPresent();
      items.add(same ? form.item(each.itemId().toString(), restaurant.currency()) : each);
    }
    if (changed.isEmpty()) {
      items.add(form.item(null, restaurant.currency()));
    }
    replace(exchange, restaurant, items, form);
  }

  void remove(Exchange exchange) {
    Restaurant restaurant = Restaurant.read(exchange);
    MenuItem gone = item(exchange, restaurant).orElseThrow(MenuPages::notFound);
    List<Object> items = new ArrayList<>(restaurant.menu());
    items.remove(gone);
    replace(exchange, restaurant, items, ItemForm.of(Optional.of(gone)));
  }

  private static void replace(
      Exchange exchange, Restaurant restaurant, List<Object> items, ItemForm form) {
    try {
      ApiRequest request = ApiRequest.put(restaurant.address() + "/menu", Map.of("items", items));
      exchange.api(Restaurant.ifUnchanged(request, exchange), Void.class);
    } catch (ApiProblemException e) {
      if (!e.problem().forTheForm()) {
        throw e;
      }
      show(exchange, e.problem().status(), restaurant, form, e.problem());
      return;
    }
    exchange.redirect(restaurant.page() + "/menu?saved=1");
  }

  private static void show(
      Exchange exchange, int status, Restaurant restaurant, ItemForm form, ApiProblem problem) {
    Map<String, Object> model = new HashMap<>();
    model.put("restaurant", restaurant);
    model.put("itemId", exchange.pathPart("itemId"));
    model.put("form", form);
    model.put("stock", isNew(exchange) ? "" : present(item(exchange, restaurant)));
    model.put("isNew", isNew(exchange));
    model.put("stale", problem != null && problem.status() == STALE);
    model.put("problem", problem);
    exchange.show(status, ITEM, model);
  }

  private static boolean isNew(Exchange exchange) {
    return NEW.equals(exchange.pathPart("itemId"));
  }

  /** The item that the address names; empty for a new one. */
  private static Optional<MenuItem> item(Exchange exchange, Restaurant restaurant) {
    if (isNew(exchange)) {
      return Optional.empty();
    }
    UUID id = exchange.pathId("itemId");
    return Optional.of(restaurant.item(id).orElseThrow(MenuPages::notFound));
  }

  private static ApiProblemException notFound() {
    return new ApiProblem(null, 404, null, null, List.of()).exception();
  }
}
