package dev.dizhtime.portal.design.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dizhtime.contracts.GeoPoint;
import org.junit.jupiter.api.Test;

class CoordinatesTest {
  @Test
  void readsAPointAndACommaAlike() {
    assertThat(Coordinates.point("40.75", " -73.99 ")).contains(new GeoPoint(40.75, -73.99));
    assertThat(Coordinates.point("40,75", "-73,99")).contains(new GeoPoint(40.75, -73.99));
  }

  @Test
  void takesNothingForAPlaceThatIsNoneOnTheEarth() {
    for (String lat : new String[] {"", "north", "91", "NaN", "40,7,5", "40.75,1"}) {
      assertThat(Coordinates.point(lat, "0")).as(lat).isEmpty();
    }
    assertThat(Coordinates.point("0", "-181")).isEmpty();
  }
}
