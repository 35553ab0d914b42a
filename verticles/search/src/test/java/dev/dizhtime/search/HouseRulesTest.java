package dev.dizhtime.search;

import dev.dizhtime.testkit.HouseRules;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class HouseRulesTest {
  @TestFactory
  Stream<DynamicTest> houseRules() {
    return HouseRules.of("dev.dizhtime.search").tests();
  }
}
