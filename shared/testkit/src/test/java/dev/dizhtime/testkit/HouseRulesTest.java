package dev.dizhtime.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class HouseRulesTest {
  private static final HouseRules VIOLATED =
      HouseRules.ofFixture("dev.dizhtime.testkit.violations.shop");
  private static final HouseRules KEPT = HouseRules.ofFixture("dev.dizhtime.testkit.exemplary");

  /** Each rule by name, and the class that it must find. */
  private static final Map<String, String> CULPRITS =
      Map.of(
          "modelSeesOnlyTheJdkAndContracts", "ImpureModel",
          "usecasesSeeNoAdapter", "AdapterAwareUsecase",
          "usecasesSeeNoFramework", "FrameworkAwareUsecase",
          "httpSeesNoOtherAdapter", "MessagingAwareHttp",
          "messagingSeesNoOtherAdapter", "PersistenceAwareMessaging",
          "persistenceSeesNoOtherAdapter", "HttpAwarePersistence",
          "noServiceDependsOnAnother", "OtherService",
          "onlyConfigurationReadsTheEnvironment", "Careless.environment",
          "nobodySleeps", "Careless.sleep");

  @TestFactory
  Stream<DynamicTest> eachRuleFindsItsCulprit() {
    return VIOLATED.rules().stream()
        .map(
            rule ->
                DynamicTest.dynamicTest(
                    rule.name(),
                    () ->
                        assertThatThrownBy(rule::check)
                            .isInstanceOf(AssertionError.class)
                            .hasMessageContaining(CULPRITS.get(rule.name()))));
  }

  @TestFactory
  Stream<DynamicTest> eachRuleAcceptsAnExemplaryService() {
    return KEPT.rules().stream()
        .map(
            rule ->
                DynamicTest.dynamicTest(
                    rule.name(), () -> assertThatCode(rule::check).doesNotThrowAnyException()));
  }

  @Test
  void everyRuleHasItsCulprit() {
    assertThat(VIOLATED.rules())
        .extracting(HouseRules.Rule::name)
        .hasSameElementsAs(CULPRITS.keySet());
  }

  @Test
  void refusesToLookAtNothing() {
    assertThatThrownBy(() -> HouseRules.of("dev.dizhtime.nothing.here").tests())
        .isInstanceOf(IllegalStateException.class);
  }

  @TestFactory
  Stream<DynamicTest> contractsKeepTheHouseRules() {
    return HouseRules.of("dev.dizhtime.contracts").tests();
  }
}
