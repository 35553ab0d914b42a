package dev.dizhtime.portal.customer;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A choice from a menu as a link to that menu, because a log-in comes back to an address. Where to
 * deliver is left out: addresses of requests are kept in traces, and there nobody's home belongs.
 */
final class ChoiceLink {
  /** What the longest line of a request leaves for it, once it is part of the log-in's address. */
  static final int MAX_CHARS = 3_800;

  private static final String ITEM = "item-";
  private static final String OPTION = "option-";
  private static final Set<String> WISHES =
      Set.of("lat", "lon", "tip", "scheduledFor", "promotionCode", "payment");

  private ChoiceLink() {}

  /** The menu with the choice; the menu alone when the choice is too long for an address. */
  static String to(String menu, List<Map.Entry<String, String>> form) {
    List<String> places =
        form.stream()
            .filter(each -> each.getKey().startsWith(ITEM) && wanted(each.getValue()))
            .map(each -> each.getKey().substring(ITEM.length()))
            .toList();
    String chosen =
        form.stream()
            .filter(each -> !each.getValue().isBlank() && carried(each.getKey(), places))
            .map(each -> encoded(each.getKey()) + "=" + encoded(each.getValue()))
            .collect(Collectors.joining("&"));
    String link = chosen.isEmpty() ? menu : menu + "?" + chosen;
    return encoded(link).length() <= MAX_CHARS ? link : menu;
  }

  private static boolean carried(String field, List<String> places) {
    return WISHES.contains(field)
        || places.stream()
            .anyMatch(
                place -> field.equals(ITEM + place) || field.startsWith(OPTION + place + "-"));
  }

  private static boolean wanted(String quantity) {
    return quantity.strip().matches("0*[1-9]\\d*");
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
