package dev.dizhtime.testkit;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/**
 * The architecture as tests. A module's test returns {@code
 * HouseRules.of("dev.dizhtime.order").tests()} from a {@code @TestFactory}.
 *
 * <pre>
 *   http, messaging, persistence ──► usecase ──► model ──► JDK and contracts
 * </pre>
 */
public final class HouseRules {
  private static final String CONTRACTS = "dev.dizhtime.contracts..";
  private static final String RUNTIME = "dev.dizhtime.runtime..";
  private static final String PORTALS = "dev.dizhtime.portal.";
  private static final String PORTAL_DESIGN = "dev.dizhtime.portal.design..";
  private static final String CONFIGURATION = "dev.dizhtime.runtime.config..";
  private static final List<String> ADAPTERS = List.of("http", "messaging", "persistence");

  private final String base;
  private final JavaClasses production;
  private final JavaClasses withTests;

  private HouseRules(String base, JavaClasses production, JavaClasses withTests) {
    this.base = base;
    this.production = production;
    this.withTests = withTests;
  }

  /** The rules for the module whose root package is {@code base}. */
  public static HouseRules of(String base) {
    var production =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(base);
    return new HouseRules(base, production, new ClassFileImporter().importPackages(base));
  }

  /** The rules for classes that stand among the tests, to see each rule fail. */
  static HouseRules ofFixture(String base) {
    var found = new ClassFileImporter().importPackages(base);
    return new HouseRules(base, found, found);
  }

  /** One rule and the classes that it looks at. */
  record Rule(String name, ArchRule rule, JavaClasses classes) {
    void check() {
      rule.allowEmptyShould(true).check(classes);
    }
  }

  /** One test per rule. Fails when there is no class to look at. */
  public Stream<DynamicTest> tests() {
    if (production.isEmpty()) {
      throw new IllegalStateException("There are no classes under " + base);
    }
    return rules().stream().map(rule -> DynamicTest.dynamicTest(rule.name(), rule::check));
  }

  List<Rule> rules() {
    var rules = new ArrayList<Rule>();
    rules.add(production("modelSeesOnlyTheJdkAndContracts", modelIsPure()));
    rules.add(production("usecasesSeeNoAdapter", usecasesSeeNoAdapter()));
    rules.add(production("usecasesSeeNoFramework", usecasesSeeNoFramework()));
    for (String adapter : ADAPTERS) {
      rules.add(production(adapter + "SeesNoOtherAdapter", seesNoOtherAdapter(adapter)));
    }
    rules.add(production("noServiceDependsOnAnother", noServiceDependsOnAnother()));
    rules.add(
        production("onlyConfigurationReadsTheEnvironment", onlyConfigurationReadsTheEnvironment()));
    rules.add(new Rule("nobodySleeps", nobodySleeps(), withTests));
    return rules;
  }

  private Rule production(String name, ArchRule rule) {
    return new Rule(name, rule, production);
  }

  private ArchRule modelIsPure() {
    return classes()
        .that()
        .resideInAPackage(within("model"))
        .should()
        .onlyDependOnClassesThat(resideInAnyPackage(within("model"), "java..", CONTRACTS));
  }

  private ArchRule usecasesSeeNoAdapter() {
    return noClasses()
        .that()
        .resideInAPackage(within("usecase"))
        .should()
        .dependOnClassesThat(
            resideInAnyPackage(ADAPTERS.stream().map(this::within).toArray(String[]::new)));
  }

  /**
   * A use case speaks through ports, which the adapters implement; so await is theirs alone too.
   */
  private ArchRule usecasesSeeNoFramework() {
    return noClasses()
        .that()
        .resideInAPackage(within("usecase"))
        .should()
        .dependOnClassesThat(
            resideInAnyPackage("io.vertx..", "org.apache.kafka..", "co.elastic..", "java.sql.."));
  }

  private ArchRule seesNoOtherAdapter(String adapter) {
    var others =
        ADAPTERS.stream()
            .filter(other -> !other.equals(adapter))
            .map(this::within)
            .toArray(String[]::new);
    return noClasses()
        .that()
        .resideInAPackage(within(adapter))
        .should()
        .dependOnClassesThat(resideInAnyPackage(others));
  }

  private ArchRule noServiceDependsOnAnother() {
    var mine = new ArrayList<>(List.of(base + "..", CONTRACTS, RUNTIME));
    if (base.startsWith(PORTALS)) {
      mine.add(PORTAL_DESIGN);
    }
    return noClasses()
        .should()
        .dependOnClassesThat(
            resideInAPackage("dev.dizhtime..")
                .and(not(resideInAnyPackage(mine.toArray(String[]::new)))));
  }

  private static ArchRule onlyConfigurationReadsTheEnvironment() {
    return noClasses()
        .that()
        .resideOutsideOfPackage(CONFIGURATION)
        .should()
        .callMethod(System.class, "getenv")
        .orShould()
        .callMethod(System.class, "getenv", String.class);
  }

  private static ArchRule nobodySleeps() {
    return noClasses()
        .should()
        .callMethod(Thread.class, "sleep", long.class)
        .orShould()
        .callMethod(Thread.class, "sleep", long.class, int.class)
        .orShould()
        .callMethod(Thread.class, "sleep", java.time.Duration.class);
  }

  private String within(String room) {
    return base + "." + room + "..";
  }
}
