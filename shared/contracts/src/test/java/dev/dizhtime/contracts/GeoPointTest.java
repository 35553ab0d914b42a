package dev.dizhtime.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GeoPointTest {
  private static final GeoPoint TIMES_SQUARE = new GeoPoint(40.7580, -73.9855);
  private static final GeoPoint STATUE_OF_LIBERTY = new GeoPoint(40.6892, -74.0445);

  @Test
  void measuresTheGreatCircle() {
    assertThat(TIMES_SQUARE.distanceMeters(STATUE_OF_LIBERTY)).isCloseTo(9_129, within(10.0));
    assertThat(STATUE_OF_LIBERTY.distanceMeters(TIMES_SQUARE))
        .isEqualTo(TIMES_SQUARE.distanceMeters(STATUE_OF_LIBERTY));
    assertThat(TIMES_SQUARE.distanceMeters(TIMES_SQUARE)).isZero();
  }

  @Test
  void measuresAcrossTheDateLineAndBetweenThePoles() {
    assertThat(new GeoPoint(0, 179.5).distanceMeters(new GeoPoint(0, -179.5)))
        .isCloseTo(111_195, within(10.0));
    assertThat(new GeoPoint(90, 0).distanceMeters(new GeoPoint(-90, 77)))
        .isCloseTo(20_015_114, within(10.0));
  }

  @ParameterizedTest
  @CsvSource({"90.1,0", "-90.1,0", "0,180.1", "0,-180.1", "NaN,0", "0,NaN", "Infinity,0"})
  void refusesWhatIsNotOnTheEarth(double lat, double lon) {
    assertThatIllegalArgumentException().isThrownBy(() -> new GeoPoint(lat, lon));
  }
}
