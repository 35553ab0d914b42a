package dev.dizhtime.local.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dizhtime.local.imports.RestaurantLine.BadLine;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RestaurantLineTest {
  private static final String GOOD =
      """
      {"id": "1", "name": " Morris Bakery ", "cuisine": "Bakery", "borough": "Bronx", "building": "1007",
       "street": "Morris   Park Ave", "zipcode": "10462", "lon": -73.85, "lat": 40.84, "hygieneGrade": "A"}\
      """;

  @Test
  void makesOneAddressOfTheParts() throws BadLine {
    var line = RestaurantLine.parse(1, GOOD);
    assertThat(line.row())
        .containsEntry("sourceId", "1")
        .containsEntry("name", "Morris Bakery")
        .containsEntry(
            "place",
            Map.of(
                "address",
                "1007 Morris Park Ave, Bronx 10462",
                "location",
                Map.of("lat", 40.84, "lon", -73.85)));
  }

  @Test
  void shortensACuisineThatExplainsItself() throws BadLine {
    var long63 = "Latin (Cuban, Dominican, Puerto Rican, South & Central American)";
    var line = RestaurantLine.parse(1, GOOD.replace("\"Bakery\"", '"' + long63 + '"'));
    assertThat(line.row()).containsEntry("cuisine", "Latin");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          not json                                        | not a JSON object
          [1]                                             | not a JSON object
          {"name": "a", "cuisine": "b"}                   | id is missing
          {"id": "1", "name": "  ", "cuisine": "b"}       | name is missing
          {"id": 1, "name": "a", "cuisine": "b"}          | id is missing
          {"id": "1", "name": "a", "cuisine": "b"}        | lat is missing or not a number
          {"id": "1", "name": "a", "cuisine": "b", "lat": 91, "lon": 0} | lat is not from -90 to 90
          """)
  void saysWhatIsWrongWithALine(String line, String reason) {
    assertThatThrownBy(() -> RestaurantLine.parse(7, line))
        .isInstanceOf(BadLine.class)
        .hasMessage(reason);
  }
}
