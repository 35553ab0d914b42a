package dev.dizhtime.restaurant.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dizhtime.contracts.GeoPoint;
import dev.dizhtime.contracts.MenuItemId;
import dev.dizhtime.contracts.Money;
import dev.dizhtime.contracts.Place;
import dev.dizhtime.contracts.RestaurantId;
import dev.dizhtime.contracts.UserId;
import dev.dizhtime.contracts.restaurant.MenuItem;
import dev.dizhtime.contracts.restaurant.RestaurantPublished;
import dev.dizhtime.contracts.restaurant.RestaurantUnpublished;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RestaurantTest {
  private static final Instant NOW = Instant.parse("2026-01-01T10:00:00Z");
  private static final Instant LATER = NOW.plusSeconds(60);
  private static final Place PLACE = new Place("1 Main St", new GeoPoint(40.7, -73.9));
  private static final Profile PROFILE =
      new Profile("Luigi", "Pizza", PLACE, "America/New_York", "USD", null);

  private static Restaurant draft() {
    return Restaurant.draft(
        new RestaurantId(UUID.randomUUID()),
        new UserId(UUID.randomUUID()),
        PROFILE,
        List.of(),
        NOW);
  }

  private static MenuItem item(String name, long price, String currency) {
    return new MenuItem(
        new MenuItemId(UUID.randomUUID()), name, "", "Mains", new Money(price, currency), true);
  }

  private static Restaurant published() {
    return draft().withMenu(List.of(item("Margherita", 900, "USD")), NOW).publish(NOW);
  }

  @Test
  void tellsNobodyOfADraft() {
    Restaurant draft = draft();
    assertThat(new Change(null, draft).event()).isEmpty();
    Restaurant withMenu = draft.withMenu(List.of(item("Soup", 500, "USD")), LATER);
    assertThat(new Change(draft, withMenu).event()).isEmpty();
    assertThat(withMenu.version()).isEqualTo(2);
  }

  @Test
  void tellsTheWholeSnapshotWhenItIsPublishedAndWithEachChangeAfterThat() {
    Restaurant draft = draft().withMenu(List.of(item("Soup", 500, "USD")), NOW);
    Restaurant published = draft.publish(LATER);
    var event = (RestaurantPublished) new Change(draft, published).event().orElseThrow();
    assertThat(event.version()).isEqualTo(3);
    assertThat(event.open()).isTrue();
    assertThat(event.menu()).isEqualTo(draft.menu());
    Restaurant closed = published.withOpen(false, LATER);
    assertThat(new Change(published, closed).event())
        .hasValueSatisfying(next -> assertThat(((RestaurantPublished) next).open()).isFalse());
  }

  @Test
  void tellsOnceThatItIsNoLongerPublished() {
    Restaurant published = published();
    Restaurant hidden = published.unpublish(LATER);
    assertThat(new Change(published, hidden).event())
        .contains(new RestaurantUnpublished(published.restaurantId(), 4, LATER));
    assertThat(hidden.open()).isFalse();
    Restaurant changed = hidden.withMenu(List.of(), LATER);
    assertThat(new Change(hidden, changed).event()).isEmpty();
  }

  @Test
  void changesNothingWhenThereIsNothingToChange() {
    Restaurant published = published();
    assertThat(published.publish(LATER)).isSameAs(published);
    assertThat(published.withOpen(true, LATER)).isSameAs(published);
    assertThat(published.withMenu(published.menu(), LATER)).isSameAs(published);
    assertThat(new Change(published, published).event()).isEmpty();
  }

  @Test
  void closesWhenTheMenuIsEmptied() {
    assertThat(published().withMenu(List.of(), LATER).open()).isFalse();
  }

  @Test
  void opensAnImportedOneOnlyWhenItHasAMenuAndLeavesAClosedOneClosed() {
    var origin = new Origin("nyc", "1");
    var owner = new UserId(UUID.randomUUID());
    var menu = List.of(item("Soup", 500, "USD"));
    Restaurant bare = Restaurant.imported(origin, owner, PROFILE, List.of(), NOW);
    assertThat(bare.open()).isFalse();
    Restaurant selling = bare.reimported(PROFILE, menu, LATER);
    assertThat(selling.open()).isTrue();
    Restaurant closed = selling.withOpen(false, LATER);
    assertThat(closed.reimported(PROFILE, List.of(item("Tea", 300, "USD")), LATER).open())
        .isFalse();
  }

  @Test
  void givesTheSameOriginTheSameIdAndOthersOthers() {
    assertThat(new Origin("nyc", "1").restaurantId())
        .isEqualTo(new Origin("nyc", "1").restaurantId())
        .isNotEqualTo(new Origin("nyc", "2").restaurantId())
        .isNotEqualTo(new Origin("sf", "1").restaurantId());
  }

  static Stream<Arguments> badProfiles() {
    Place nowhere = new Place("1 Main St", new GeoPoint(0, -73.9));
    return Stream.of(
        Arguments.of(new Profile(" ", "Pizza", PLACE, "UTC", "USD", null), "name"),
        Arguments.of(new Profile("a".repeat(121), "Pizza", PLACE, "UTC", "USD", null), "name"),
        Arguments.of(new Profile("a\u0000b", "Pizza", PLACE, "UTC", "USD", null), "name"),
        Arguments.of(new Profile("Luigi", null, PLACE, "UTC", "USD", null), "cuisine"),
        Arguments.of(new Profile("Luigi", "Pizza", null, "UTC", "USD", null), "place"),
        Arguments.of(new Profile("Luigi", "Pizza", nowhere, "UTC", "USD", null), "place.location"),
        Arguments.of(new Profile("Luigi", "Pizza", PLACE, "Mars/Olympus", "USD", null), "timeZone"),
        Arguments.of(new Profile("Luigi", "Pizza", PLACE, "UTC", "XQQ", null), "currency"),
        Arguments.of(new Profile("Luigi", "Pizza", PLACE, "UTC", "USD", ""), "hygieneGrade"));
  }

  @ParameterizedTest
  @MethodSource("badProfiles")
  void refusesAProfileAndNamesTheField(Profile profile, String field) {
    assertThat(ProfileRules.broken(profile).map(Refusal.Unacceptable::field)).contains(field);
  }

  @Test
  void refusesAMenuAndNamesTheField() {
    MenuItem good = item("Soup", 500, "USD");
    assertThat(MenuRules.broken(List.of(good), "USD")).isEmpty();
    assertThat(field(List.of(good, good))).isEqualTo("items[1].itemId");
    assertThat(field(List.of(good, item("Tea", 1, "EUR")))).isEqualTo("items[1].price.currency");
    assertThat(field(List.of(item("Tea", MenuRules.MAX_PRICE_MINOR + 1, "USD"))))
        .isEqualTo("items[0].price.amountMinor");
    assertThat(field(List.of(item("", 1, "USD")))).isEqualTo("items[0].name");
  }

  private static String field(List<MenuItem> menu) {
    return MenuRules.broken(menu, "USD").orElseThrow().field();
  }
}
