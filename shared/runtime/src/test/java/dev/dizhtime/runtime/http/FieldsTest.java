package dev.dizhtime.runtime.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FieldsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "#|Instance type array is invalid|body",
        "#/name|Instance type number is invalid|name",
        "#/items/0/quantity|0 is less than 1|items[0].quantity",
        "#/items/12|Instance type string is invalid|items[12]",
        "#|Instance does not have required property \"quote\"|quote",
        "#/dropoff|Instance does not have required property \"location\"|dropoff.location",
        "#|Property \"price\" does not match additional properties schema|price",
        "#/dropoff/location|Property \"location\" does not match schema|dropoff.location",
      })
  void namesAFieldTheWayAPersonWould(String pointer, String error, String field) {
    assertThat(Fields.of(pointer, error)).isEqualTo(field);
  }
}
