package dev.dizhtime.search;

import static dev.dizhtime.testkit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dizhtime.contracts.GeoPoint;
import dev.dizhtime.runtime.config.Env;
import dev.dizhtime.runtime.service.RunningService;
import dev.dizhtime.runtime.service.ServiceRunner;
import dev.dizhtime.testkit.BadRequest;
import dev.dizhtime.testkit.Infrastructure;
import dev.dizhtime.testkit.RealInfrastructure;
import dev.dizhtime.testkit.Server;
import dev.dizhtime.testkit.TestHttp;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A street of restaurants, going north from one corner; 0.01 degrees are about 1.1 km. */
@RealInfrastructure({Server.KAFKA, Server.ELASTICSEARCH})
class SearchIT {
  private static final String PATH = "/api/search/restaurants";
  private static final String CORNER = "lat=40.70&lon=-73.90";

  private static RunningService service;
  private static TestHttp http;

  /** Several instances meet a cluster without an index. */
  @BeforeAll
  static void fillTheStreet(Infrastructure infra) {
    Map<String, String> env = infra.environment("search");
    env.put("DIZHTIME_INSTANCES", "2");
    service = ServiceRunner.start(SearchService.SERVICE, Env.of(env));
    http = infra.http(service.address());
    put(infra, "Luigi's Pizzeria", "Pizza", 40.70, true, "Pizza Margherita", "Tiramisù");
    put(infra, "Pizza Palace", "Pizza", 40.71, true, "Pizza Funghi");
    put(infra, "Café Renée", "French", 40.72, true, "Croissant", "Quiche Lorraine");
    put(infra, "Night Pizza", "Pizza", 40.701, false, "Pizza Diavola");
    put(infra, "Sushi Go", "Japanese", 40.73, true, "Salmon Nigiri", "Miso Soup");
    put(infra, "Far Pizza", "Pizza", 40.90, true, "Pizza Bianca");
    eventually(() -> assertThat(names("")).hasSize(6));
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  private static void put(
      Infrastructure infra,
      String name,
      String cuisine,
      double lat,
      boolean open,
      String... items) {
    infra
        .events()
        .send(
            Events.published(
                Events.id(), 1, name, cuisine, new GeoPoint(lat, -73.90), open, items));
  }

  private static JsonNode page(String query) {
    return http.get(PATH + "?" + query).expect(200).json();
  }

  private static List<String> names(String query) {
    return page(query).get("items").findValuesAsText("name");
  }

  private static String text(String words) {
    return "text=" + URLEncoder.encode(words, StandardCharsets.UTF_8);
  }

  @Test
  void showsTheNearestFirstAndOpenOnesBeforeThat() {
    JsonNode page = page(CORNER);
    assertThat(page.get("items").findValuesAsText("name"))
        .containsExactly(
            "Luigi's Pizzeria", "Pizza Palace", "Café Renée", "Sushi Go", "Night Pizza");
    assertThat(page.get("total").asInt()).isEqualTo(5);
    assertThat(page.get("items").get(1).get("distanceMeters").asInt()).isBetween(1_100, 1_125);
  }

  @Test
  void findsOnlyWhatIsWithinTheRadius() {
    assertThat(names(CORNER + "&radiusMeters=1500"))
        .containsExactly("Luigi's Pizzeria", "Pizza Palace", "Night Pizza");
    assertThat(names(CORNER + "&radiusMeters=50000")).hasSize(6).contains("Far Pizza");
  }

  @Test
  void keepsToACuisineHoweverItIsWritten() {
    assertThat(names("cuisine=JAPANESE")).containsExactly("Sushi Go");
    assertThat(names("cuisine=martian")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "sushi, Sushi Go",
    "shushi, Sushi Go",
    "suhsi, Sushi Go",
    "margarita, Luigi's Pizzeria",
    "tiramisu, Luigi's Pizzeria",
    "cafe renee, Café Renée",
    "CAFÉ RENÉE, Café Renée",
    "luigis, Luigi's Pizzeria",
    "crois, Café Renée",
    "quiche lorr, Café Renée",
    "japanese miso, Sushi Go"
  })
  void findsWhatIsMisspeltUnfinishedOrSpreadOverFields(String words, String first) {
    assertThat(names(text(words))).first().isEqualTo(first);
  }

  @Test
  void findsNothingWhenAWordIsNowhere() {
    assertThat(names(text("pizza xylophone"))).isEmpty();
  }

  @Test
  void tellsWhichItemsMatchAsTheRestaurantWritesThem() {
    JsonNode found = page(text("tiramisu")).get("items").get(0);
    assertThat(found.get("matchedItems")).hasSize(1);
    assertThat(found.get("matchedItems").get(0).asText()).isEqualTo("Tiramisù");
    assertThat(found.get("place").get("address").asText()).isEqualTo("1 Main St");
    assertThat(found.get("hygieneGrade").asText()).isEqualTo("A");
    assertThat(found.get("score").asDouble()).isPositive();
  }

  @Test
  void prefersTheCloserOfTwoThatMatchAlike() {
    assertThat(names(text("pizza") + "&" + CORNER + "&radiusMeters=50000"))
        .endsWith("Night Pizza")
        .containsSubsequence("Pizza Palace", "Far Pizza");
  }

  @Test
  void goesFromPageToPageWithoutLossOrRepetition() {
    for (String query :
        List.of("", CORNER + "&radiusMeters=50000", text("pizza"), text("pizza") + "&" + CORNER)) {
      List<String> all = names(query);
      List<String> paged = new ArrayList<>();
      JsonNode page = page(query + "&limit=1");
      paged.addAll(page.get("items").findValuesAsText("name"));
      while (page.has("nextCursor")) {
        page = page(query + "&limit=1&cursor=" + page.get("nextCursor").asText());
        paged.addAll(page.get("items").findValuesAsText("name"));
        assertThat(page.get("total").asInt()).isEqualTo(all.size());
      }
      assertThat(paged).isEqualTo(all);
    }
  }

  @ParameterizedTest
  @MethodSource("bad")
  void refuses(BadRequest bad) {
    http.refuses(bad);
  }

  static Stream<BadRequest> bad() {
    String other = page(text("pizza") + "&limit=1").get("nextCursor").asText();
    return Stream.of(
        BadRequest.get("a latitude beyond the pole", PATH + "?lat=91&lon=0", 400, "lat"),
        BadRequest.get("a latitude in words", PATH + "?lat=north&lon=0", 400, "lat"),
        BadRequest.get("a latitude that is no number", PATH + "?lat=NaN&lon=0", 400, "lat"),
        BadRequest.get("a latitude alone", PATH + "?lat=40", 400, "lon"),
        BadRequest.get("a longitude alone", PATH + "?lon=40", 400, "lat"),
        BadRequest.get(
            "a radius too small", PATH + "?" + CORNER + "&radiusMeters=99", 400, "radiusMeters"),
        BadRequest.get(
            "a radius too large", PATH + "?" + CORNER + "&radiusMeters=50001", 400, "radiusMeters"),
        BadRequest.get(
            "a radius that overflows",
            PATH + "?" + CORNER + "&radiusMeters=99999999999",
            400,
            "radiusMeters"),
        BadRequest.get("a limit of none", PATH + "?limit=0", 400, "limit"),
        BadRequest.get("a limit too large", PATH + "?limit=51", 400, "limit"),
        BadRequest.get("a text too long", PATH + "?text=" + "a".repeat(101), 400, "text"),
        BadRequest.get("a made-up cursor", PATH + "?cursor=abc", 400, "cursor"),
        BadRequest.get(
            "the cursor of another search", PATH + "?text=sushi&cursor=" + other, 400, "cursor"));
  }

  @ParameterizedTest
  @CsvSource({"'***'", "'AND OR NOT( ['", "'a:b^3~2'", "'<script>'", "'...'"})
  void takesSignsForNothingButSigns(String words) {
    assertThat(http.get(PATH + "?" + text(words)).status()).isEqualTo(200);
  }
}
